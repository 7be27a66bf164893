import type { Metadata } from 'next';
import { CredentialPage } from '../../../../components/credential/page/credential-page.tsx';
import { requirePerson } from '../../../../lib/access/current.ts';

export const metadata: Metadata = { title: 'Credential' };

export default async function CredentialRoute({ params }: PageProps<'/credentials/[id]'>) {
  return <CredentialPage actor={await requirePerson()} id={(await params).id} />;
}
