import type { Metadata } from 'next';
import { ResourceList } from '../../../../components/resource/resource-list.tsx';

export const metadata: Metadata = { title: 'Destinations' };

export default async function DestinationsPage({ searchParams }: PageProps<'/destinations'>) {
  return <ResourceList kind="destination" query={await searchParams} />;
}
