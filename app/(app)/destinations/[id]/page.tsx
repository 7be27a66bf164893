import type { Metadata } from 'next';
import { ResourcePage } from '../../../../components/resource/page/resource-page.tsx';
import { GiveWords } from '../../../../components/words/give-words.tsx';
import { words } from '../../../../lib/words/words.ts';

export const generateMetadata = (): Metadata => ({ title: words('app')('titles.destination') });

export default async function DestinationRoute({ params }: PageProps<'/destinations/[id]'>) {
  return (
    <GiveWords rooms={['credentialPicker', 'resource', 'sample']}>
      <ResourcePage kind="destination" id={(await params).id.toLowerCase()} />
    </GiveWords>
  );
}
