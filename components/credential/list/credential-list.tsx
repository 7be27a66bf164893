/** The page of all credentials: the same tiles, to be looked at and checked again. */
import type { Actor } from '../../../lib/access/actor.ts';
import { connectors } from '../../../lib/connector/connectors.ts';
import { listCredentials, type TileList } from '../../../lib/credential/look/list.ts';
import { suggestCredentialName } from '../../../lib/credential/name.ts';
import { Problem } from '../../../lib/errors.ts';
import { words } from '../../../lib/words/words.ts';
import { AddTile } from '../add/add-tile.tsx';
import { DeletedNotice } from '../delete/deleted-notice.tsx';
import { TileActions } from '../menu/tile-actions.tsx';
import { ArticleTile } from '../tile/tile.tsx';
import { tileGridClass } from '../tile/tile-grid-class.ts';
import { type Viewer, viewerOf } from '../tile/viewer.ts';
import { AdminTools } from '../versions/admin-tools.tsx';
import { isFiltered, ListEnd, ListFailed, ListFrame, type ListPlace, orProblem } from './list-frame.tsx';
import { oneOf, readListState, type SearchParams } from './list-query.ts';

const pageSize = 24;
const path = '/credentials';

interface LoadedProps {
  list: TileList;
  connector: { id: string; name: string };
  suggestedName: string;
  viewer: Viewer;
}

async function load(actor: Actor, place: ListPlace): Promise<LoadedProps> {
  const [connector] = connectors;
  if (!connector) throw new Error('Flowkeep knows no connector.');
  const [list, suggestedName, viewer] = await Promise.all([
    listCredentials(actor, { ...place.state, limit: pageSize }),
    suggestCredentialName(actor, connector.id),
    viewerOf(actor),
  ]);
  return { list, connector: { id: connector.id, name: connector.name }, suggestedName, viewer };
}

export async function CredentialList({ actor, searchParams }: { actor: Actor; searchParams: SearchParams }) {
  const place: ListPlace = { path, fixed: {}, state: readListState(searchParams) };
  const loaded = await orProblem(load(actor, place));
  const isAdmin = actor.kind === 'person' && actor.role === 'admin';
  return (
    <section aria-labelledby="credentials-title">
      <div className="mb-6 flex flex-wrap items-center justify-between gap-3">
        <h1 id="credentials-title" className="text-2xl font-semibold tracking-tight">
          {words('credentialList')('title')}
        </h1>
        {isAdmin && <AdminTools />}
      </div>
      <DeletedNotice actor={actor} id={oneOf(searchParams.deleted)} />
      {loaded instanceof Problem ? (
        <ListFailed href={path} problem={loaded} />
      ) : (
        <Tiles {...loaded} place={place} />
      )}
    </section>
  );
}

function Tiles({ list, connector, suggestedName, viewer, place }: LoadedProps & { place: ListPlace }) {
  const now = new Date();
  return (
    <ListFrame place={place} list={list}>
      {list.total === 0 && !isFiltered(place.state) && (
        <p className="mb-4 max-w-[65ch] leading-relaxed">{words('credentialList')('firstToKeep')}</p>
      )}
      <ul className={tileGridClass}>
        <li className="grid">
          <AddTile connector={connector} suggestedName={suggestedName} listHref={`${path}?`} />
        </li>
        {list.items.map((tile) => (
          <li key={tile.id} className="relative flex flex-col">
            <ArticleTile tile={tile} now={now} />
            <TileActions tile={tile} viewer={viewer} />
          </li>
        ))}
      </ul>
      <ListEnd place={place} list={list} />
    </ListFrame>
  );
}
