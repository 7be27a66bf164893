import type { Metadata } from 'next';
import { KeyPage } from '../../../../components/access/key-use/key-page.tsx';
import { requirePerson } from '../../../../lib/access/current.ts';

export const metadata: Metadata = { title: 'API key' };

export default async function KeyRoute({ params }: PageProps<'/keys/[id]'>) {
  return <KeyPage actor={await requirePerson()} id={(await params).id.toLowerCase()} />;
}
