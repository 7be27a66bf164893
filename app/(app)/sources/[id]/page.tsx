import type { Metadata } from 'next';
import { ResourcePage } from '../../../../components/resource/page/resource-page.tsx';
import { GiveWords } from '../../../../components/words/give-words.tsx';
import { words } from '../../../../lib/words/words.ts';

export const generateMetadata = (): Metadata => ({ title: words('app')('titles.source') });

export default async function SourceRoute({ params }: PageProps<'/sources/[id]'>) {
  return (
    <GiveWords rooms={['credentialPicker', 'resource', 'sample']}>
      <ResourcePage kind="source" id={(await params).id.toLowerCase()} />
    </GiveWords>
  );
}
