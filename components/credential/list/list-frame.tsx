/** What stands around a list of tiles, on Authenticate and on Credentials: tools, nothing found, paging, failure. */
import type { ReactNode } from 'react';
import type { TileList } from '../../../lib/credential/look/list.ts';
import { Problem } from '../../../lib/errors.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ListLink } from './list-link.tsx';
import { addressWith, type ListState } from './list-query.ts';
import { ListTools } from './list-tools.tsx';

export interface ListPlace {
  path: string;
  /** Parameters of the address besides search, filter, page and choice. */
  fixed: Record<string, string>;
  state: ListState;
}

export function isFiltered({ q, status }: ListState): boolean {
  return q !== undefined || status !== undefined;
}

function summaryOf(total: number, state: ListState): string {
  const [one, many] = isFiltered(state) ? ['match', 'matches'] : ['credential', 'credentials'];
  return `${total} ${total === 1 ? one : many}`;
}

function Pages({ place, list }: { place: ListPlace; list: TileList }) {
  const { path, fixed, state } = place;
  const { previousCursor, nextCursor } = list;
  if (!previousCursor && !nextCursor) return null;
  const at = (cursor: string) => addressWith(path, { ...fixed, q: state.q, status: state.status, cursor });
  return (
    <nav aria-label="Pages of credentials" className="mt-4 flex justify-end gap-2">
      {previousCursor && <ListLink href={at(previousCursor)}>Newer</ListLink>}
      {nextCursor && <ListLink href={at(nextCursor)}>Older</ListLink>}
    </nav>
  );
}

/** Nothing at all yet, or nothing that fits: `null` when there is something to show. */
function Nothing({ place, list }: { place: ListPlace; list: TileList }) {
  if (list.items.length > 0) return null;
  const { path, fixed, state } = place;
  if (!isFiltered(state) && list.total === 0) return null;
  return (
    <div className="mt-4">
      <EmptyState
        title={isFiltered(state) ? 'No credential matches' : 'This page is empty now'}
        action={
          <ListLink href={addressWith(path, fixed)}>
            {isFiltered(state) ? 'Clear the filters' : 'To the first page'}
          </ListLink>
        }
      />
    </div>
  );
}

/** What comes right after the tiles: that nothing was found, or the way to other pages. */
export function ListEnd(props: { place: ListPlace; list: TileList }) {
  return (
    <>
      <Nothing {...props} />
      <Pages {...props} />
    </>
  );
}

export function ListFrame({
  place,
  list,
  children,
}: {
  place: ListPlace;
  list: TileList;
  children: ReactNode;
}) {
  const { path, fixed, state } = place;
  return (
    <ListTools
      // While there is nothing to search in, a search would only be in the way. The frame stays all the same:
      // without it, the first credential would make the page anew under the overlay that adds it.
      shown={list.total > 0 || isFiltered(state)}
      path={path}
      fixed={fixed}
      q={state.q}
      status={state.status}
      summary={summaryOf(list.total, state)}
    >
      {children}
    </ListTools>
  );
}

/** When the list could not be read: what was lost (nothing) and the way on. */
export function ListFailed({ href, detail }: { href: string; detail: string }) {
  return (
    <Notice tone="problem" title="The credentials could not be shown">
      <p>{detail} Nothing was lost.</p>
      <p className="mt-2">
        <ListLink href={href}>Try again</ListLink>
      </p>
    </Notice>
  );
}

/** What was loaded for a list, or the problem that is shown in its place. */
export async function orProblem<Loaded>(loading: Promise<Loaded>): Promise<Loaded | Problem> {
  try {
    return await loading;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}
