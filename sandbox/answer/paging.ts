/** Lists in pages, with cursors and links as Graph gives them. */
import type { Call } from '../call.ts';
import { invalidParameter } from './refusal.ts';

const defaultLimit = 25;
const largestLimit = 500;

const cursorAt = (position: number): string => Buffer.from(`at:${position}`).toString('base64url');

function positionOf(cursor: string | null): number | null {
  if (!cursor) return null;
  const position = /^at:(\d{1,9})$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
  if (!position) throw invalidParameter('Invalid cursor.');
  return Number(position);
}

function limitOf(query: URLSearchParams): number {
  const limit = Number(query.get('limit') ?? defaultLimit);
  if (!Number.isInteger(limit) || limit < 0)
    throw invalidParameter('Param limit must be a positive integer.');
  return Math.min(limit || defaultLimit, largestLimit);
}

/** The address of a further page. Graph repeats the caller's token in it. */
function linkTo({ token, path, query, origin }: Call, limit: number, where: 'after' | 'before', at: number) {
  const words = new URLSearchParams({ access_token: token });
  for (const [name, value] of query) {
    if (!['access_token', 'appsecret_proof', 'limit', 'after', 'before'].includes(name)) {
      words.append(name, value);
    }
  }
  words.set('limit', String(limit));
  words.set(where, cursorAt(at));
  return `${origin}${path}?${words}`;
}

/** One page of a list. An empty one comes without `paging`. */
export function pageOf<Item>(items: readonly Item[], call: Call, show: (item: Item) => unknown) {
  const limit = limitOf(call.query);
  const before = positionOf(call.query.get('before'));
  const start = before === null ? (positionOf(call.query.get('after')) ?? 0) : Math.max(0, before - limit);
  const end = Math.min(before ?? items.length, start + limit, items.length);
  const data = items.slice(start, end).map(show);
  if (data.length === 0) return { data };
  const paging = {
    cursors: { before: cursorAt(start), after: cursorAt(end) },
    ...(end < items.length ? { next: linkTo(call, limit, 'after', end) } : {}),
    ...(start > 0 ? { previous: linkTo(call, limit, 'before', start) } : {}),
  };
  return { data, paging };
}
