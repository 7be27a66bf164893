import type { Metadata } from 'next';
import { KeyPage } from '../../../../components/access/key-use/key-page.tsx';
import { GiveWords } from '../../../../components/words/give-words.tsx';
import { requirePerson } from '../../../../lib/access/current.ts';
import { words } from '../../../../lib/words/words.ts';

export const generateMetadata = (): Metadata => ({ title: words('app')('titles.key') });

export default async function KeyRoute({ params }: PageProps<'/keys/[id]'>) {
  return (
    <GiveWords rooms={['credentialPicker', 'keyUse']}>
      <KeyPage actor={await requirePerson()} id={(await params).id.toLowerCase()} />
    </GiveWords>
  );
}
