/** What stands around a list of tiles, on Authenticate and on Credentials: tools, nothing found, paging, failure. */
import type { ReactNode } from 'react';
import type { TileList } from '../../../lib/credential/look/list.ts';
import { Problem } from '../../../lib/errors.ts';
import { words } from '../../../lib/words/words.ts';
import { problemWords } from '../../http/failure-words.ts';
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
  return words('credentialList')(isFiltered(state) ? 'matches' : 'total', { count: total });
}

function Pages({ place, list }: { place: ListPlace; list: TileList }) {
  const { path, fixed, state } = place;
  const { previousCursor, nextCursor } = list;
  if (!previousCursor && !nextCursor) return null;
  const t = words('credentialList');
  const at = (cursor: string) => addressWith(path, { ...fixed, q: state.q, status: state.status, cursor });
  return (
    <nav aria-label={t('pages')} className="mt-4 flex justify-end gap-2">
      {previousCursor && <ListLink href={at(previousCursor)}>{t('newer')}</ListLink>}
      {nextCursor && <ListLink href={at(nextCursor)}>{t('older')}</ListLink>}
    </nav>
  );
}

/** Nothing at all yet, or nothing that fits: `null` when there is something to show. */
function Nothing({ place, list }: { place: ListPlace; list: TileList }) {
  if (list.items.length > 0) return null;
  const { path, fixed, state } = place;
  if (!isFiltered(state) && list.total === 0) return null;
  const t = words('credentialList');
  return (
    <div className="mt-4">
      <EmptyState
        title={t(isFiltered(state) ? 'noMatch' : 'emptyPage')}
        action={
          <ListLink href={addressWith(path, fixed)}>
            {t(isFiltered(state) ? 'clearFilters' : 'firstPage')}
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
export function ListFailed({ href, problem }: { href: string; problem: Problem }) {
  const t = words('credentialList');
  const why = problemWords(words('problem'), problem, null);
  return (
    <Notice tone="problem" title={t('failed')}>
      <p>{t('nothingLost', { why })}</p>
      <p className="mt-2">
        <ListLink href={href}>{t('again')}</ListLink>
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
