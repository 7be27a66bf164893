import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { UsageJournal } from './usage-journal.ts';
import type { Use } from './use.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => vi.useRealTimers());

const use = (n: number) => ({ requestId: String(n) }) as Use;

/** A database that takes batches, or not. */
function store() {
  const batches: string[][] = [];
  const base = { broken: false, slow: null as Promise<void> | null };
  const write = async (uses: readonly Use[]) => {
    await base.slow;
    if (base.broken) throw new Error('away');
    batches.push(uses.map(({ requestId }) => requestId ?? ''));
  };
  return { base, batches, write };
}

test('uses are written together after a moment, in their order', async () => {
  const { batches, write } = store();
  const journal = new UsageJournal(write);
  for (const n of [1, 2, 3]) journal.add(use(n));
  await vi.advanceTimersByTimeAsync(199);
  expect(batches).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(batches).toEqual([['1', '2', '3']]);
});

test('many are written at once, and no batch is larger than it may be', async () => {
  const { batches, write } = store();
  const journal = new UsageJournal(write, { batch: 3, largest: 4 });
  for (let n = 0; n < 10; n++) journal.add(use(n));
  await vi.advanceTimersByTimeAsync(0);
  expect(batches.map(({ length }) => length)).toEqual([3, 4, 3]);
  expect(batches.flat()).toEqual(Array.from({ length: 10 }, (_, n) => String(n)));
});

test('after a second in which nothing could be written no use is accepted; all are written when it can', async () => {
  const { base, batches, write } = store();
  const journal = new UsageJournal(write);
  base.broken = true;
  journal.add(use(1));
  await vi.advanceTimersByTimeAsync(999);
  expect(journal.accepts).toBe(true);
  journal.add(use(2));
  await vi.advanceTimersByTimeAsync(1);
  expect(journal.accepts).toBe(false);
  journal.add(use(3));
  await vi.advanceTimersByTimeAsync(30_000);
  expect(journal.accepts).toBe(false);
  base.broken = false;
  await vi.advanceTimersByTimeAsync(200);
  expect(batches).toEqual([['1', '2', '3']]);
  expect(journal.accepts).toBe(true);
});

test('a write that hangs counts like one that fails', async () => {
  const { base, write } = store();
  const { promise, resolve } = Promise.withResolvers<void>();
  base.slow = promise;
  const journal = new UsageJournal(write);
  journal.add(use(1));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(journal.accepts).toBe(false);
  resolve();
  await vi.advanceTimersByTimeAsync(0);
  expect(journal.accepts).toBe(true);
});

test('no more uses wait than may, whatever the clock says', () => {
  const { write } = store();
  const journal = new UsageJournal(write, { most: 3, batch: 10 });
  for (const n of [1, 2]) journal.add(use(n));
  expect(journal.accepts).toBe(true);
  journal.add(use(3));
  expect(journal.accepts).toBe(false);
});

test('closing writes the last ones at once, and tells how many it could not write', async () => {
  const { base, batches, write } = store();
  const journal = new UsageJournal(write);
  journal.add(use(1));
  expect(await journal.close()).toBe(0);
  expect(batches).toEqual([['1']]);
  base.broken = true;
  journal.add(use(2));
  const closing = journal.close(1_000);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await closing).toBe(1);
});

test('closing does not wait for a write that hangs', async () => {
  const { base, write } = store();
  base.slow = new Promise(() => undefined);
  const journal = new UsageJournal(write);
  journal.add(use(1));
  const closing = journal.close(1_000);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await closing).toBe(1);
});

test('a use that comes while none may begin waits for a second at most', async () => {
  const { base, write } = store();
  const journal = new UsageJournal(write);
  expect(await journal.ready()).toBe(true);
  base.broken = true;
  journal.add(use(1));
  await vi.advanceTimersByTimeAsync(1_000);
  const first = journal.ready();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await first).toBe(false);
  const second = journal.ready();
  base.broken = false;
  await vi.advanceTimersByTimeAsync(400);
  expect(await second).toBe(true);
});

test('that none can be written is told once, and once more when they can', async () => {
  const { base, write } = store();
  const said: unknown[] = [];
  const journal = new UsageJournal(write, {
    onFailing: (error) => said.push(error),
    onRecovered: (written) => said.push(written),
  });
  for (const outage of [1, 2]) {
    base.broken = true;
    journal.add(use(1));
    journal.add(use(2));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(said).toEqual([...said.slice(0, (outage - 1) * 2), new Error('away')]);
    base.broken = false;
    await vi.advanceTimersByTimeAsync(200);
    journal.add(use(3));
    await vi.advanceTimersByTimeAsync(200);
  }
  expect(said).toEqual([new Error('away'), 2, new Error('away'), 2]);
});
