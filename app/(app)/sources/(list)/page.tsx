import type { Metadata } from 'next';
import { ResourceList } from '../../../../components/resource/resource-list.tsx';
import { GiveWords } from '../../../../components/words/give-words.tsx';
import { words } from '../../../../lib/words/words.ts';

export const generateMetadata = (): Metadata => ({ title: words('app')('titles.sources') });

export default async function SourcesPage({ searchParams }: PageProps<'/sources'>) {
  return (
    <GiveWords rooms={['credentialPicker', 'resource']}>
      <ResourceList kind="source" query={await searchParams} />
    </GiveWords>
  );
}
