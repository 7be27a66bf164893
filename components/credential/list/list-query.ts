/** The state of a list of credentials in the address: what is searched for, and on which page. */
import { listQuerySchema } from '../../../lib/credential/look/list.ts';
import type { CredentialStatus } from '../../../lib/credential/look/tile.ts';
import type { Cursor } from '../../../lib/cursor.ts';

export type SearchParams = Record<string, string | string[] | undefined>;

export interface ListState {
  q: string | undefined;
  status: CredentialStatus | undefined;
  cursor: Cursor | undefined;
}

/** One value of a parameter; of several, the last: a form sends what was chosen after what was hidden. */
export function oneOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.at(-1) : value;
}

/** Reads what is right and leaves out what is not: a mistyped address shows more, not an error. */
export function readListState(params: SearchParams): ListState {
  const { q, status, cursor } = listQuerySchema.shape;
  return {
    q: q.safeParse(oneOf(params.q)).data || undefined,
    status: status.safeParse(oneOf(params.status)).data,
    cursor: cursor.safeParse(oneOf(params.cursor)).data,
  };
}

/** An address that ends so that a parameter can be added to it: with "?" or "&". */
export function addressWith(path: string, params: Record<string, string | null | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) if (value) query.set(name, value);
  return `${path}?${query}${query.size > 0 ? '&' : ''}`;
}
