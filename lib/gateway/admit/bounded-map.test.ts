import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { BoundedMap } from './bounded-map.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => vi.useRealTimers());

test('an entry ends with its age, and is gone from memory though nobody asks for it', () => {
  const map = new BoundedMap<number>({ maxAgeMs: 5_000, most: 10 });
  map.set('a', 1);
  vi.advanceTimersByTime(4_999);
  expect(map.get('a')).toBe(1);
  map.set('b', 2);
  vi.advanceTimersByTime(1);
  expect(map.get('a')).toBeUndefined();
  expect(map.get('b')).toBe(2);
  vi.advanceTimersByTime(10_000);
  expect(map.size).toBe(0);
});

test('setting an entry again begins its age anew', () => {
  const map = new BoundedMap<number>({ maxAgeMs: 5_000, most: 10 });
  map.set('a', 1);
  vi.advanceTimersByTime(4_000);
  map.set('a', 2);
  vi.advanceTimersByTime(4_000);
  expect(map.get('a')).toBe(2);
});

test('beyond so many, the oldest go', () => {
  const map = new BoundedMap<number>({ maxAgeMs: 5_000, most: 2 });
  map.set('a', 1);
  map.set('b', 2);
  map.set('a', 3);
  map.set('c', 4);
  expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([3, undefined, 4]);
});
