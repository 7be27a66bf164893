/** What a page for admins shows to others: calm, with whom to ask. That they opened it is an event. */
import { adminNames } from '../../lib/access/people/members.ts';
import { recordRefusedPage } from '../../lib/http/refused-page.ts';
import { currentLanguage, words } from '../../lib/words/words.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { listed } from '../words/formats.ts';

/** `what`: the page, which is told as what only admins do. */
export async function OnlyAdminsPage({ what }: { what: 'members' | 'keys' | 'audit' | 'deleted' }) {
  await recordRefusedPage();
  const t = words('access');
  const admins = await adminNames();
  const names = listed(admins, 'disjunction', currentLanguage());
  return (
    <>
      <h1 className="mb-6 text-2xl font-semibold tracking-tight">{words('app')(`titles.${what}`)}</h1>
      <EmptyState title={t('onlyAdmins.title')}>
        {t('onlyAdmins.text', { what, count: admins.length, names })}
      </EmptyState>
    </>
  );
}
