import type { Metadata } from 'next';
import { ResourcePage } from '../../../../components/resource/page/resource-page.tsx';

export const metadata: Metadata = { title: 'Data destination' };

export default async function DestinationRoute({ params }: PageProps<'/destinations/[id]'>) {
  return <ResourcePage kind="destination" id={(await params).id.toLowerCase()} />;
}
