import type { Metadata } from 'next';
import { CredentialList } from '../../../../components/credential/list/credential-list.tsx';
import { GiveWords } from '../../../../components/words/give-words.tsx';
import { requirePerson } from '../../../../lib/access/current.ts';
import { words } from '../../../../lib/words/words.ts';

export const generateMetadata = (): Metadata => ({ title: words('app')('titles.credentials') });

export default async function CredentialsPage({ searchParams }: PageProps<'/credentials'>) {
  return (
    <GiveWords
      rooms={[
        'credentialDelete',
        'credentialForm',
        'credentialList',
        'credentialMenu',
        'credentialPicker',
        'credentialProof',
        'credentialVersions',
        'signIn',
      ]}
    >
      <CredentialList actor={await requirePerson()} searchParams={await searchParams} />
    </GiveWords>
  );
}
