/** The page of all credentials: the same tiles, to be looked at and checked again. */
import type { Actor } from '../../lib/access/actor.ts';
import { connectors } from '../../lib/connector/connectors.ts';
import { listCredentials, type TileList } from '../../lib/credential/list.ts';
import { suggestCredentialName } from '../../lib/credential/name.ts';
import { Problem } from '../../lib/errors.ts';
import { AddTile } from './add-tile.tsx';
import { CheckNow } from './check-now.tsx';
import { isFiltered, ListEnd, ListFailed, ListFrame, type ListPlace } from './list-frame.tsx';
import { readListState, type SearchParams } from './list-query.ts';
import { ArticleTile } from './tile.tsx';
import { tileGridClass } from './tile-grid.tsx';

const pageSize = 24;
const path = '/credentials';

interface LoadedProps {
  list: TileList;
  connector: { id: string; name: string };
  suggestedName: string;
}

async function load(actor: Actor, place: ListPlace): Promise<LoadedProps> {
  const [connector] = connectors;
  if (!connector) throw new Error('Flowkeep knows no connector.');
  const [list, suggestedName] = await Promise.all([
    listCredentials(actor, { ...place.state, limit: pageSize }),
    suggestCredentialName(actor, connector.id),
  ]);
  return { list, connector: { id: connector.id, name: connector.name }, suggestedName };
}

export async function CredentialList({ actor, searchParams }: { actor: Actor; searchParams: SearchParams }) {
  const place: ListPlace = { path, fixed: {}, state: readListState(searchParams) };
  const loaded = await load(actor, place).catch((error: unknown) => {
    if (error instanceof Problem) return error;
    throw error;
  });
  return (
    <section aria-labelledby="credentials-title">
      <h1 id="credentials-title" className="mb-6 text-2xl font-semibold tracking-tight">
        Credentials
      </h1>
      {loaded instanceof Problem ? (
        <ListFailed href={path} detail={loaded.message} />
      ) : (
        <Tiles {...loaded} place={place} />
      )}
    </section>
  );
}

function Tiles({ list, connector, suggestedName, place }: LoadedProps & { place: ListPlace }) {
  const now = new Date();
  return (
    <ListFrame place={place} list={list}>
      {list.total === 0 && !isFiltered(place.state) && (
        <p className="mb-4 max-w-[65ch] leading-relaxed">
          There is no credential yet. Pipelines reach WhatsApp Flows through the ones that are kept here.
        </p>
      )}
      <ul className={tileGridClass}>
        <li className="grid">
          <AddTile connector={connector} suggestedName={suggestedName} listHref={`${path}?`} />
        </li>
        {list.items.map((tile) => (
          <li key={tile.id}>
            <ArticleTile tile={tile} now={now}>
              {!tile.locked && <CheckNow id={tile.id} name={tile.name} />}
            </ArticleTile>
          </li>
        ))}
      </ul>
      <ListEnd place={place} list={list} />
    </ListFrame>
  );
}
