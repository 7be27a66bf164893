import type { Metadata } from 'next';
import { DeletedListPage } from '../../../../components/credential/delete/deleted-list.tsx';
import { GiveWords } from '../../../../components/words/give-words.tsx';
import { requirePerson } from '../../../../lib/access/current.ts';
import { words } from '../../../../lib/words/words.ts';

export const generateMetadata = (): Metadata => ({ title: words('app')('titles.deleted') });

export default async function DeletedPage() {
  return (
    <GiveWords rooms={['credentialDelete']}>
      <DeletedListPage actor={await requirePerson()} />
    </GiveWords>
  );
}
