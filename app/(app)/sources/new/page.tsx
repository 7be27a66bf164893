import type { Metadata } from 'next';
import { NewResource } from '../../../../components/resource/new-resource.tsx';
import { GiveWords } from '../../../../components/words/give-words.tsx';
import { words } from '../../../../lib/words/words.ts';

export const generateMetadata = (): Metadata => ({ title: words('app')('titles.newSource') });

export default async function NewSourcePage({ searchParams }: PageProps<'/sources/new'>) {
  return (
    <GiveWords
      rooms={[
        'credentialDelete',
        'credentialForm',
        'credentialList',
        'credentialMenu',
        'credentialPicker',
        'credentialProof',
        'resource',
        'sample',
        'signIn',
      ]}
    >
      <NewResource kind="source" query={await searchParams} />
    </GiveWords>
  );
}
