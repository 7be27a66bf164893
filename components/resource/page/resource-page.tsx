/** Everything about one data source or destination. */
import { notFound } from 'next/navigation';
import { requirePerson } from '../../../lib/access/current.ts';
import { connectorName } from '../../../lib/connector/connectors.ts';
import { Problem } from '../../../lib/errors.ts';
import { readResource } from '../../../lib/resource/list.ts';
import type { ResourceKind } from '../../../lib/resource/schema.ts';
import { words } from '../../../lib/words/words.ts';
import { BackLink } from '../../frame/back-link.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { resourcePaths } from '../paths.ts';
import { ResourceCredential } from '../resource-credential.tsx';
import { DeleteResource } from './delete-resource.tsx';
import { EndpointSection } from './endpoint-section.tsx';
import { TestSection } from './test-section.tsx';

async function load(kind: ResourceKind, id: string) {
  const actor = await requirePerson();
  return readResource(actor, kind, id).catch((error: unknown) => {
    if (error instanceof Problem && error.code === 'not_found') notFound();
    throw error;
  });
}

export async function ResourcePage({ kind, id }: { kind: ResourceKind; id: string }) {
  const resource = await load(kind, id);
  const t = words('resource');
  const { name, description, credential, lastUsedAt, createdBy, createdAt, version } = resource;
  const now = new Date();
  const at = (iso: string) => ({ when: () => <RelativeTime iso={iso} now={now} /> });
  return (
    <>
      <header className="mb-6 flex flex-col gap-1.5">
        <p>
          <BackLink href={resourcePaths[kind]}>{t(`many.${kind}`)}</BackLink>
        </p>
        <div className="flex flex-wrap items-start justify-between gap-x-3">
          <h1 className="min-w-0 text-2xl font-semibold tracking-tight wrap-anywhere">{name}</h1>
          <DeleteResource kind={kind} id={id} name={name} />
        </div>
        <p className="text-[13px] text-muted">
          {connectorName(resource.connector)} ·{' '}
          {lastUsedAt ? t.rich('page.lastUsed', at(lastUsedAt)) : t('page.notUsed')} ·{' '}
          {t.rich('page.created', { name: createdBy, ...at(createdAt) })}
        </p>
        {description && (
          <p className="max-w-[80ch] leading-relaxed wrap-anywhere whitespace-pre-wrap">{description}</p>
        )}
      </header>
      <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-[minmax(0,1fr)_minmax(0,1.35fr)]">
        <div className="flex min-w-0 flex-col gap-5">
          <Panel id="credential" title={t('credential.title')}>
            <ResourceCredential
              resource={{ id, kind, name, connector: resource.connector, version }}
              credential={credential}
              withChange
            />
          </Panel>
          <EndpointSection resource={resource} />
        </div>
        <TestSection resource={resource} />
      </div>
    </>
  );
}
