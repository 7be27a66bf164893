import type { Metadata } from 'next';
import { ResourceList } from '../../../../components/resource/resource-list.tsx';
import { GiveWords } from '../../../../components/words/give-words.tsx';
import { words } from '../../../../lib/words/words.ts';

export const generateMetadata = (): Metadata => ({ title: words('app')('titles.destinations') });

export default async function DestinationsPage({ searchParams }: PageProps<'/destinations'>) {
  return (
    <GiveWords rooms={['credentialPicker', 'resource']}>
      <ResourceList kind="destination" query={await searchParams} />
    </GiveWords>
  );
}
