/** Places in a list that runs newest first by a UUIDv7 id; opaque to callers. */
import { z } from 'zod';

/** `after`: the items older than the id. `before`: the page that ends just above it. */
export type Cursor = { direction: 'after' | 'before'; id: string };

export const cursorSchema = z
  .string({ error: 'A cursor is text from an earlier answer.' })
  .max(100)
  .transform((text, context): Cursor => {
    const match = /^([ab])([0-9a-f-]{36})$/.exec(Buffer.from(text, 'base64url').toString('latin1'));
    if (match?.[2] && z.uuid().safeParse(match[2]).success) {
      return { direction: match[1] === 'a' ? 'after' : 'before', id: match[2] };
    }
    context.addIssue({
      code: 'custom',
      message: 'This cursor is not from an answer of Flowkeep. Leave it out.',
    });
    return z.NEVER;
  });

const usualLimit = 50;

/** How many items a page has; `described` is what clients are told, since queries are text. */
export const limitSchema = z
  .string({ error: 'The limit is a whole number from 1 to 100.' })
  .regex(/^(?:[1-9][0-9]?|100)$/, { error: 'The limit is a whole number from 1 to 100.' })
  .meta({ described: { type: 'integer', minimum: 1, maximum: 100, default: usualLimit } })
  .transform(Number)
  .default(usualLimit);

/** The text of a cursor. */
export function encodeCursor(direction: Cursor['direction'], id: string): string {
  return Buffer.from(`${direction === 'after' ? 'a' : 'b'}${id}`, 'latin1').toString('base64url');
}

/** Prisma's arguments for a page: one row more than the limit tells whether there is another page. */
export function pageQuery(cursor: Cursor | undefined, limit: number) {
  const backwards = cursor?.direction === 'before';
  return {
    where: cursor ? { id: backwards ? { gt: cursor.id } : { lt: cursor.id } } : {},
    orderBy: { id: backwards ? ('asc' as const) : ('desc' as const) },
    take: limit + 1,
  };
}

export interface Page<Row> {
  rows: Row[];
  nextCursor: string | null;
  previousCursor: string | null;
}

/** Cuts what `pageQuery` found to a page, newest first, with the cursors of its neighbours. */
export function cutPage<Row extends { id: string }>(
  found: Row[],
  cursor: Cursor | undefined,
  limit: number,
): Page<Row> {
  const backwards = cursor?.direction === 'before';
  const more = found.length > limit;
  const rows = found.slice(0, limit);
  if (backwards) rows.reverse();
  const first = rows[0];
  const last = rows.at(-1);
  const olderExist = backwards || more;
  const newerExist = backwards ? more : cursor !== undefined;
  return {
    rows,
    nextCursor: last && olderExist ? encodeCursor('after', last.id) : null,
    previousCursor: first && newerExist ? encodeCursor('before', first.id) : null,
  };
}
