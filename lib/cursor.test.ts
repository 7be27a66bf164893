import { expect, test } from 'vitest';
import { cursorSchema, cutPage, encodeCursor, pageQuery } from './cursor.ts';

const ids = [9, 8, 7, 6, 5, 4, 3, 2, 1].map((n) => `0190a000-0000-7000-8000-00000000000${n}`);
const rows = ids.map((id) => ({ id }));

/** What the database answers to `pageQuery`. */
function find(cursor: string | null, limit: number) {
  const parsed = cursor ? cursorSchema.parse(cursor) : undefined;
  const { where, orderBy, take } = pageQuery(parsed, limit);
  const bound = where as { id?: { gt?: string; lt?: string } };
  const kept = rows.filter(({ id }) => {
    if (bound.id?.gt) return id > bound.id.gt;
    return bound.id?.lt ? id < bound.id.lt : true;
  });
  if (orderBy.id === 'asc') kept.reverse();
  return cutPage(kept.slice(0, take), parsed, limit);
}

test('pages forward reach every row once, newest first', () => {
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: ReturnType<typeof find> = find(cursor, 4);
    seen.push(...page.rows.map((row) => row.id));
    cursor = page.nextCursor;
  } while (cursor);
  expect(seen).toEqual(ids);
});

test('the previous page is the one before, and the first has none', () => {
  const first = find(null, 4);
  const second = find(first.nextCursor, 4);
  const back = find(second.previousCursor, 4);
  expect(back.rows).toEqual(first.rows);
  expect(first.previousCursor).toBeNull();
  expect(back.previousCursor).toBeNull();
  expect(back.nextCursor).not.toBeNull();
});

test('an empty list has no cursors', () => {
  expect(cutPage([], undefined, 4)).toEqual({ rows: [], nextCursor: null, previousCursor: null });
});

test.each(['', 'x', 'a', encodeCursor('after', 'not-a-uuid'), '%00', 'x'.repeat(200)])(
  'a cursor that Flowkeep did not make is refused: %j',
  (text) => {
    expect(cursorSchema.safeParse(text).success).toBe(false);
  },
);
