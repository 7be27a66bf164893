import { describe, expect, test } from 'vitest';
import {
  describeVersion,
  formatDay,
  knownVersions,
  newestVersion,
  normaliseVersion,
  oldestUsable,
} from './versions.ts';

const now = new Date('2026-11-23T12:00:00Z');

describe('what Meta does with a version', () => {
  test('a retired one is answered as the oldest that is still served', () => {
    expect(describeVersion('v18.0', now)).toEqual({
      version: 'v18.0',
      state: 'expired',
      released: '2023-09-12',
      expires: '2026-01-26',
      daysLeft: null,
      sentence:
        'Meta retired v18.0 on 26 Jan 2026; calls are answered as v21.0, the oldest version still served.',
    });
  });

  test('one with 90 days or less is retiring, and says what follows it', () => {
    expect(describeVersion('v21.0', now)).toMatchObject({
      state: 'retiring',
      daysLeft: 59,
      sentence: 'Meta retires v21.0 on 21 Jan 2027, in 59 days; after that, calls are answered as v22.0.',
    });
    expect(describeVersion('v21.0', new Date('2027-01-20T23:59:59Z')).sentence).toContain('in 1 day;');
  });

  test('90 days are retiring, 91 are not', () => {
    expect(describeVersion('v21.0', new Date('2026-10-23T00:00:00Z'))).toMatchObject({
      state: 'retiring',
      daysLeft: 90,
    });
    expect(describeVersion('v21.0', new Date('2026-10-22T00:00:00Z'))).toMatchObject({
      state: 'usable',
      daysLeft: 91,
      sentence: 'Meta serves v21.0 until 21 Jan 2027.',
    });
  });

  test('it is retired from the first moment of its day, in UTC', () => {
    expect(describeVersion('v21.0', new Date('2027-01-20T23:59:59.999Z')).state).toBe('retiring');
    expect(describeVersion('v21.0', new Date('2027-01-21T00:00:00Z')).state).toBe('expired');
  });

  test('the newest has no announced end', () => {
    expect(describeVersion('v27.0', now)).toMatchObject({ state: 'usable', expires: null, daysLeft: null });
  });

  test.each([
    ['v28.0', 'newer_than_known'],
    ['v100.0', 'newer_than_known'],
    ['v27.1', 'newer_than_known'],
    ['v12.0', 'expired'],
    ['v2.9', 'expired'],
    ['v18.1', 'unknown'],
    ['18.0', 'unknown'],
    ['', 'unknown'],
    ['__proto__', 'unknown'],
  ])('%s is %s', (version, state) => {
    expect(describeVersion(version, now).state).toBe(state);
  });

  test('the oldest that is served moves on with the days', () => {
    expect(oldestUsable(now)).toBe('v21.0');
    expect(oldestUsable(new Date('2027-01-21T00:00:00Z'))).toBe('v22.0');
    // v26.0: Meta has announced no end of it yet, nor of the one after it.
    const endless = knownVersions.find(({ expires }) => expires === null);
    expect(oldestUsable(new Date('2099-01-01T00:00:00Z'))).toBe(endless?.version);
  });

  test('the table is in order, and ends with the newest', () => {
    const released = knownVersions.map((row) => row.released);
    expect(released).toEqual([...released].sort());
    expect(knownVersions.at(-1)?.version).toBe(newestVersion);
  });
});

describe('a version as people write it', () => {
  test.each(['25', '25.0', 'v25', 'V25.0', ' v25.0\n'])('%j is v25.0', (text) => {
    expect(normaliseVersion(text)).toBe('v25.0');
  });

  test.each(['', 'v', '025', 'v25.', '25.10', 'v1234.0', 'latest', '２５', 'v25.0.1'])(
    '%j is none',
    (text) => {
      expect(normaliseVersion(text)).toBeNull();
    },
  );
});

test('days are written out in UTC, wherever the reader is', () => {
  expect(formatDay(new Date('2026-01-26T00:00:00Z'))).toBe('26 Jan 2026');
  expect(formatDay(new Date('2026-09-05T23:59:59Z'))).toBe('5 Sep 2026');
});
