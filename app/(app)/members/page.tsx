import type { Metadata } from 'next';
import { MembersPage } from '../../../components/access/members-page.tsx';
import { requirePerson } from '../../../lib/access/current.ts';

export const metadata: Metadata = { title: 'Members' };

export default async function MembersRoute() {
  return <MembersPage actor={await requirePerson()} />;
}
