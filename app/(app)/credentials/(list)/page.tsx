import type { Metadata } from 'next';
import { CredentialList } from '../../../../components/credential/list/credential-list.tsx';
import { requirePerson } from '../../../../lib/access/current.ts';

export const metadata: Metadata = { title: 'Credentials' };

export default async function CredentialsPage({ searchParams }: PageProps<'/credentials'>) {
  return <CredentialList actor={await requirePerson()} searchParams={await searchParams} />;
}
