import type { Metadata } from 'next';
import { CredentialPage } from '../../../../components/credential/page/credential-page.tsx';
import { GiveWords } from '../../../../components/words/give-words.tsx';
import { requirePerson } from '../../../../lib/access/current.ts';
import { words } from '../../../../lib/words/words.ts';

export const generateMetadata = (): Metadata => ({ title: words('app')('titles.credential') });

export default async function CredentialRoute({ params }: PageProps<'/credentials/[id]'>) {
  return (
    <GiveWords
      rooms={[
        'credentialDelete',
        'credentialForm',
        'credentialMenu',
        'credentialPage',
        'credentialPicker',
        'credentialProof',
        'credentialTile',
        'events',
        'signIn',
      ]}
    >
      <CredentialPage actor={await requirePerson()} id={(await params).id} />
    </GiveWords>
  );
}
