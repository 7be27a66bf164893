import type { Metadata } from 'next';
import { KeysPage } from '../../../components/access/keys-page.tsx';
import { GiveWords } from '../../../components/words/give-words.tsx';
import { requirePerson } from '../../../lib/access/current.ts';
import { words } from '../../../lib/words/words.ts';

export const generateMetadata = (): Metadata => ({ title: words('app')('titles.keys') });

export default async function KeysRoute() {
  return (
    <GiveWords rooms={['access', 'credentialPicker', 'keyUse']}>
      <KeysPage actor={await requirePerson()} />
    </GiveWords>
  );
}
