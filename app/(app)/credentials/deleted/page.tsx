import type { Metadata } from 'next';
import { DeletedListPage } from '../../../../components/credential/delete/deleted-list.tsx';
import { requirePerson } from '../../../../lib/access/current.ts';

export const metadata: Metadata = { title: 'Recently deleted' };

export default async function DeletedPage() {
  return <DeletedListPage actor={await requirePerson()} />;
}
