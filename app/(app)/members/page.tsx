import type { Metadata } from 'next';
import { MembersPage } from '../../../components/access/members-page.tsx';
import { GiveWords } from '../../../components/words/give-words.tsx';
import { requirePerson } from '../../../lib/access/current.ts';
import { words } from '../../../lib/words/words.ts';

export const generateMetadata = (): Metadata => ({ title: words('app')('titles.members') });

export default async function MembersRoute() {
  return (
    <GiveWords rooms={['access']}>
      <MembersPage actor={await requirePerson()} />
    </GiveWords>
  );
}
