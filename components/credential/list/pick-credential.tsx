/** The screen Authenticate: which credential a new data source or destination will use. */
import type { Actor } from '../../../lib/access/actor.ts';
import { connectorName } from '../../../lib/connector/connectors.ts';
import { listCredentials, newestCredentials, type TileList } from '../../../lib/credential/look/list.ts';
import { readCredential } from '../../../lib/credential/look/read.ts';
import type { Tile } from '../../../lib/credential/look/tile.ts';
import { suggestCredentialName } from '../../../lib/credential/name.ts';
import { Problem } from '../../../lib/errors.ts';
import type { ResourceKind } from '../../../lib/resource/schema.ts';
import { words } from '../../../lib/words/words.ts';
import { Notice } from '../../ui/notice.tsx';
import { DeletedNotice } from '../delete/deleted-notice.tsx';
import { TileActions } from '../menu/tile-actions.tsx';
import { ChoiceTile } from '../tile/tile.tsx';
import { isUsable } from '../tile/tile-words.ts';
import { viewerOf } from '../tile/viewer.ts';
import { Choice } from './choice.tsx';
import { isFiltered, ListEnd, ListFailed, ListFrame, type ListPlace, orProblem } from './list-frame.tsx';
import { addressWith, oneOf, readListState, type SearchParams } from './list-query.ts';

const pageSize = 24;

interface PickCredentialProps {
  actor: Actor;
  kind: ResourceKind;
  connector: string;
  searchParams: SearchParams;
}

/** The credential that the address names; `gone` when there is none with that id. */
async function readChosen(actor: Actor, id: string | undefined): Promise<Tile | null | 'gone'> {
  if (!id) return null;
  try {
    return await readCredential(actor, id);
  } catch (error) {
    if (error instanceof Problem && error.code === 'not_found') return 'gone';
    throw error;
  }
}

/** The only valid credential there is, or null: where there is no choice, nobody has to make it. */
async function onlyValid(actor: Actor, connector: string, list: TileList): Promise<Tile | null> {
  const whole = list.total === list.items.length;
  const valid = whole
    ? list.items.filter((tile) => tile.status === 'valid')
    : await newestCredentials(actor, { connector, status: 'valid' }, 2);
  const [only] = valid;
  return only && valid.length === 1 && isUsable(only) ? only : null;
}

interface Asked {
  chosenId: string | undefined;
  /** What was deleted a moment ago, from a tile of this page. */
  deletedId: string | undefined;
}

async function load(actor: Actor, connector: string, place: ListPlace, { chosenId, deletedId }: Asked) {
  const [list, named, suggestedName, viewer] = await Promise.all([
    listCredentials(actor, { connector, ...place.state, limit: pageSize }),
    readChosen(actor, chosenId),
    suggestCredentialName(actor, connector),
    viewerOf(actor),
  ]);
  const usable = named !== null && named !== 'gone' && isUsable(named) && named.connector === connector;
  const given = usable ? named : null;
  const gone = named !== null && !usable;
  const untouched =
    chosenId === undefined && deletedId === undefined && !isFiltered(place.state) && !place.state.cursor;
  const chosen = given ?? (untouched ? await onlyValid(actor, connector, list) : null);
  return { list, chosen, gone, suggestedName, viewer };
}

export async function PickCredential({ actor, kind, connector, searchParams }: PickCredentialProps) {
  const path = `/${kind}s/new`;
  const place: ListPlace = { path, fixed: { connector }, state: readListState(searchParams) };
  const asked = { chosenId: oneOf(searchParams.credential), deletedId: oneOf(searchParams.deleted) };
  const loaded = await orProblem(load(actor, connector, place, asked));
  const t = words('credentialList');
  return (
    <section aria-labelledby="authenticate-title">
      <header className="mb-6">
        <h1 id="authenticate-title" className="text-2xl font-semibold tracking-tight">
          {t('authenticate')}
        </h1>
        <p className="mt-1 text-muted">{t('choose', { kind })}</p>
      </header>
      <DeletedNotice actor={actor} id={asked.deletedId} />
      {loaded instanceof Problem ? (
        <ListFailed href={addressWith(path, { connector })} problem={loaded} />
      ) : (
        <Tiles {...loaded} place={place} connector={connector} deletedId={asked.deletedId} />
      )}
    </section>
  );
}

interface TilesProps extends Awaited<ReturnType<typeof load>> {
  place: ListPlace;
  connector: string;
  deletedId: string | undefined;
}

function Tiles({ list, chosen, gone, suggestedName, viewer, place, connector, deletedId }: TilesProps) {
  const t = words('credentialList');
  const now = new Date();
  return (
    <>
      {gone && (
        <Notice tone="warning" announce={false} className="mb-6">
          {t('chosenGone')}
        </Notice>
      )}
      <ListFrame place={place} list={list}>
        {list.total === 0 && !isFiltered(place.state) && (
          <p className="mb-4 max-w-[65ch] leading-relaxed">{t('firstToUse')}</p>
        )}
        <Choice
          path={place.path}
          connector={{ id: connector, name: connectorName(connector) }}
          suggestedName={suggestedName}
          chosen={chosen && { id: chosen.id, name: chosen.name, status: chosen.status }}
          deletedId={deletedId}
          backHref={place.path}
          end={<ListEnd place={place} list={list} />}
        >
          {list.items.map((tile) => (
            <div key={tile.id} className="relative flex flex-col">
              <ChoiceTile tile={tile} chosen={tile.id === chosen?.id} now={now} />
              <TileActions tile={tile} viewer={viewer} />
            </div>
          ))}
        </Choice>
      </ListFrame>
    </>
  );
}
