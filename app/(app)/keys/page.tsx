import type { Metadata } from 'next';
import { KeysPage } from '../../../components/access/keys-page.tsx';
import { requirePerson } from '../../../lib/access/current.ts';

export const metadata: Metadata = { title: 'API keys' };

export default async function KeysRoute() {
  return <KeysPage actor={await requirePerson()} />;
}
