import type { Metadata } from 'next';
import { ResourcePage } from '../../../../components/resource/page/resource-page.tsx';

export const metadata: Metadata = { title: 'Data source' };

export default async function SourceRoute({ params }: PageProps<'/sources/[id]'>) {
  return <ResourcePage kind="source" id={(await params).id.toLowerCase()} />;
}
