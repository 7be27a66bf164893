import Link from 'next/link';
import { requirePerson } from '../../lib/access/current.ts';
import { connectorName } from '../../lib/connector/connectors.ts';
import { findEndpoint } from '../../lib/connector/endpoints.ts';
import { listResources, resourceQuerySchema } from '../../lib/resource/list.ts';
import type { ResourceKind } from '../../lib/resource/schema.ts';
import type { ResourceItem } from '../../lib/resource/view.ts';
import { words } from '../../lib/words/words.ts';
import { ButtonLink, buttonClass } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { Announce } from './announce.tsx';
import { resourcePaths } from './paths.ts';
import { ResourceCredential } from './resource-credential.tsx';

type Query = Record<string, string | string[] | undefined>;

/** The page of data sources or destinations. */
export async function ResourceList({ kind, query }: { kind: ResourceKind; query: Query }) {
  const actor = await requirePerson();
  const t = words('resource');
  const path = resourcePaths[kind];
  const { q, cursor } = query;
  // A mistyped address shows the first page rather than an error.
  const parsed = resourceQuerySchema.safeParse({
    ...(q ? { q } : {}),
    ...(cursor ? { cursor } : {}),
    limit: '25',
  });
  const page = await listResources(actor, kind, parsed.data ?? { limit: 25 });
  const search = parsed.data?.q;
  const added = page.items.find(({ id }) => id === query.added);
  const told = added
    ? t('list.saved', { name: added.name })
    : query.deleted === 'yes'
      ? t('list.deleted', { kind })
      : '';
  return (
    <>
      <div className="mb-6 flex flex-wrap items-center justify-between gap-4">
        <h1 className="text-2xl font-semibold tracking-tight">{t(`many.${kind}`)}</h1>
        <ButtonLink href={`${path}/new`} variant="primary">
          {t(`create.${kind}`)}
        </ButtonLink>
      </div>
      <Announce sentence={told} />
      {page.total > 0 || search ? <Search kind={kind} q={search} /> : null}
      {page.items.length > 0 ? (
        <Rows items={page.items} addedId={added?.id} />
      ) : search ? (
        <EmptyState
          title={t('list.noMatch', { search })}
          action={<ButtonLink href={path}>{t('list.clear')}</ButtonLink>}
        />
      ) : (
        <EmptyState
          title={t('list.none', { kind })}
          action={
            <ButtonLink href={`${path}/new`} variant="primary">
              {t(`create.${kind}`)}
            </ButtonLink>
          }
        >
          {t(`list.about.${kind}`)}
        </EmptyState>
      )}
      <Paging
        path={path}
        q={search}
        previous={page.previousCursor}
        next={page.nextCursor}
        total={page.total}
      />
    </>
  );
}

function Search({ kind, q }: { kind: ResourceKind; q: string | undefined }) {
  const t = words('resource');
  return (
    <search className="mb-4">
      <form action={resourcePaths[kind]} className="flex max-w-md gap-2">
        <input
          type="search"
          name="q"
          defaultValue={q}
          maxLength={200}
          aria-label={t('list.searchIn', { kind })}
          placeholder={t('list.placeholder')}
          className="field-control"
        />
        <button type="submit" className={buttonClass('secondary')}>
          {t('list.search')}
        </button>
      </form>
    </search>
  );
}

/** What it connects to, what it does there, and what people say of it. */
function aboutItem({ kind, connector, endpoint, description }: ResourceItem): string {
  const template = endpoint ? findEndpoint(kind, endpoint) : null;
  return [connectorName(connector), template?.name, description].filter(Boolean).join(' · ');
}

function Rows({ items, addedId }: { items: ResourceItem[]; addedId: string | undefined }) {
  return (
    <ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface">
      {items.map((item) => (
        <Row key={item.id} item={item} isNew={item.id === addedId} />
      ))}
    </ul>
  );
}

function Row({ item, isNew }: { item: ResourceItem; isNew: boolean }) {
  const { id, kind, name, description, connector, credential, version, createdBy, createdAt } = item;
  return (
    <li
      className={`grid items-center gap-x-6 gap-y-2 px-5 py-4 md:grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)_minmax(0,0.8fr)] ${isNew ? 'bg-accent-soft' : ''}`}
    >
      <div className="min-w-0">
        <Link
          href={`${resourcePaths[kind]}/${id}`}
          className="block truncate font-medium underline-offset-2 hover:underline"
          title={name}
        >
          {name}
        </Link>
        <p className="truncate text-[13px] text-muted" title={description || undefined}>
          {aboutItem(item)}
        </p>
      </div>
      <ResourceCredential resource={{ id, kind, name, connector, version }} credential={credential} />
      <p className="truncate text-[13px] text-muted md:text-right">
        {words('resource').rich('list.created', {
          name: createdBy,
          when: () => <RelativeTime iso={createdAt} />,
        })}
      </p>
    </li>
  );
}

interface PagingProps {
  path: string;
  q: string | undefined;
  previous: string | null;
  next: string | null;
  total: number;
}

function Paging({ path, q, previous, next, total }: PagingProps) {
  if (!previous && !next) return null;
  const t = words('resource');
  const href = (cursor: string) => `${path}?${new URLSearchParams({ ...(q ? { q } : {}), cursor })}`;
  return (
    <nav aria-label={t('list.pages')} className="mt-4 flex items-center justify-between gap-3">
      <span className="text-muted">{t('list.total', { total })}</span>
      <span className="flex gap-2">
        {previous ? (
          <Link href={href(previous)} className={buttonClass()}>
            {t('list.newer')}
          </Link>
        ) : null}
        {next ? (
          <Link href={href(next)} className={buttonClass()}>
            {t('list.older')}
          </Link>
        ) : null}
      </span>
    </nav>
  );
}
