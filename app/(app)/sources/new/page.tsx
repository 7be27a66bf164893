import type { Metadata } from 'next';
import { NewResource } from '../../../../components/resource/new-resource.tsx';

export const metadata: Metadata = { title: 'New data source' };

export default async function NewSourcePage({ searchParams }: PageProps<'/sources/new'>) {
  return <NewResource kind="source" query={await searchParams} />;
}
