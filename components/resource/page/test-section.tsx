'use client';
/** Testing a saved data resource, just as it stands. */
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'use-intl';
import { findEndpoint } from '../../../lib/connector/endpoints.ts';
import type { ResourceView } from '../../../lib/resource/view.ts';
import { Panel } from '../../ui/panel.tsx';
import { resourcePaths } from '../paths.ts';

const SourceSample = dynamic(() => import('../sample/source-sample.tsx').then((m) => m.SourceSample));
const DestinationSample = dynamic(() =>
  import('../sample/destination-sample.tsx').then((m) => m.DestinationSample),
);

function Test({ resource }: { resource: ResourceView }) {
  const { kind, id, endpoint, parameters, credential } = resource;
  const template = endpoint ? findEndpoint(kind, endpoint) : null;
  const t = useTranslations('resource');
  const router = useRouter();
  const onUsed = () => router.refresh();
  const target = { url: `/api${resourcePaths[kind]}/${id}/sample` };
  if (!credential) return <p className="text-muted">{t('page.credentialFirst')}</p>;
  if (!template) return <p className="text-muted">{t('page.endpointFirst')}</p>;
  if (kind === 'source') return <SourceSample target={target} onUsed={onUsed} />;
  return (
    <DestinationSample
      template={template}
      parameters={parameters}
      credentialId={credential.id}
      credentialName={credential.name}
      target={target}
      onUsed={onUsed}
    />
  );
}

export function TestSection({ resource }: { resource: ResourceView }) {
  const t = useTranslations('resource');
  return (
    <Panel id="test" title={t('page.test')}>
      {/* Another version may do something else: what is shown of the one before goes. */}
      <Test key={resource.version} resource={resource} />
    </Panel>
  );
}
