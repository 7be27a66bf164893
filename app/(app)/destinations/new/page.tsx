import type { Metadata } from 'next';
import { NewResource } from '../../../../components/resource/new-resource.tsx';

export const metadata: Metadata = { title: 'New data destination' };

export default async function NewDestinationPage({ searchParams }: PageProps<'/destinations/new'>) {
  return <NewResource kind="destination" query={await searchParams} />;
}
