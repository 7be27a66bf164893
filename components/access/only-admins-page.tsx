/** What a page for admins shows to others: calm, with whom to ask. That they opened it is an event. */
import { adminNames } from '../../lib/access/people/members.ts';
import { recordRefusedPage } from '../../lib/http/refused-page.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { onlyAdmins } from './whom-to-ask.ts';

export async function OnlyAdminsPage({ title, what }: { title: string; what: string }) {
  await recordRefusedPage();
  return (
    <>
      <h1 className="mb-6 text-2xl font-semibold tracking-tight">{title}</h1>
      <EmptyState title="This page is for admins">{onlyAdmins(what, await adminNames())}</EmptyState>
    </>
  );
}
