import type { Metadata } from 'next';
import { ResourceList } from '../../../../components/resource/resource-list.tsx';

export const metadata: Metadata = { title: 'Sources' };

export default async function SourcesPage({ searchParams }: PageProps<'/sources'>) {
  return <ResourceList kind="source" query={await searchParams} />;
}
