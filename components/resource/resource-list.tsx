import Link from 'next/link';
import { requirePerson } from '../../lib/access/current.ts';
import { connectorName } from '../../lib/connector/connectors.ts';
import { findEndpoint } from '../../lib/connector/endpoints.ts';
import { listResources, resourceQuerySchema } from '../../lib/resource/list.ts';
import type { ResourceKind } from '../../lib/resource/schema.ts';
import type { ResourceItem } from '../../lib/resource/view.ts';
import { ButtonLink, buttonClass } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { Announce } from './announce.tsx';
import { ResourceCredential } from './resource-credential.tsx';
import { resourceWords } from './words.ts';

type Query = Record<string, string | string[] | undefined>;

/** The page of data sources or destinations. */
export async function ResourceList({ kind, query }: { kind: ResourceKind; query: Query }) {
  const actor = await requirePerson();
  const { path, one, many, title, use } = resourceWords[kind];
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
  const told = added ? `${added.name} was saved.` : query.deleted === 'yes' ? `The ${one} was deleted.` : '';
  return (
    <>
      <div className="mb-6 flex flex-wrap items-center justify-between gap-4">
        <h1 className="text-2xl font-semibold tracking-tight">{many}</h1>
        <ButtonLink href={`${path}/new`} variant="primary">
          {title}
        </ButtonLink>
      </div>
      <Announce sentence={told} />
      {page.total > 0 || search ? <Search path={path} q={search} many={many} /> : null}
      {page.items.length > 0 ? (
        <Rows items={page.items} addedId={added?.id} />
      ) : search ? (
        <EmptyState
          title={`Nothing matches “${search}”`}
          action={<ButtonLink href={path}>Clear the search</ButtonLink>}
        />
      ) : (
        <EmptyState
          title={`No ${one} yet`}
          action={
            <ButtonLink href={`${path}/new`} variant="primary">
              {title}
            </ButtonLink>
          }
        >
          A {one} {use}. Create the first one in four short steps.
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

function Search({ path, q, many }: { path: string; q: string | undefined; many: string }) {
  return (
    <search className="mb-4">
      <form action={path} className="flex max-w-md gap-2">
        <input
          type="search"
          name="q"
          defaultValue={q}
          maxLength={200}
          aria-label={`Search ${many.toLowerCase()}`}
          placeholder="Search by name or credential"
          className="field-control"
        />
        <button type="submit" className={buttonClass('secondary')}>
          Search
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
          href={`${resourceWords[kind].path}/${id}`}
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
        Created by {createdBy}, <RelativeTime iso={createdAt} />
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
  const href = (cursor: string) => `${path}?${new URLSearchParams({ ...(q ? { q } : {}), cursor })}`;
  return (
    <nav aria-label="Pages" className="mt-4 flex items-center justify-between gap-3">
      <span className="text-muted">{total} in all</span>
      <span className="flex gap-2">
        {previous ? (
          <Link href={href(previous)} className={buttonClass()}>
            Newer
          </Link>
        ) : null}
        {next ? (
          <Link href={href(next)} className={buttonClass()}>
            Older
          </Link>
        ) : null}
      </span>
    </nav>
  );
}
