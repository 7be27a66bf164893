import { describe, expect, test } from 'vitest';
import { retryAfterSeconds } from './usage.ts';

const usage = (...minutes: unknown[]) =>
  new Headers({
    'x-business-use-case-usage': JSON.stringify({
      '104996122399160': minutes.map((estimated_time_to_regain_access) => ({
        estimated_time_to_regain_access,
      })),
    }),
  });

describe('when Graph may be asked again', () => {
  test('is what the usage header says, in minutes; the longest of several', () => {
    expect(retryAfterSeconds(usage(12))).toBe(720);
    expect(retryAfterSeconds(usage(0, 3, 1))).toBe(180);
  });

  test('is an hour at most', () => {
    expect(retryAfterSeconds(usage(100_000))).toBe(3600);
    expect(retryAfterSeconds(new Headers({ 'retry-after': '1000000000' }))).toBe(3600);
  });

  test('is a Retry-After of seconds where the usage header says nothing', () => {
    expect(retryAfterSeconds(new Headers({ 'retry-after': '30' }))).toBe(30);
  });

  test.each(['0', 'Wed, 21 Oct 2026 07:28:00 GMT', 'soon', '-5', '1e9', '99999999999999999999', ''])(
    'is not known from the Retry-After %j',
    (value) => {
      expect(retryAfterSeconds(new Headers({ 'retry-after': value }))).toBeNull();
    },
  );

  test.each([
    '{',
    'null',
    '[]',
    '{"1":null}',
    '{"1":[null]}',
    '{"1":[{"estimated_time_to_regain_access":"9"}]}',
  ])('is not known from the usage header %j', (value) => {
    expect(retryAfterSeconds(new Headers({ 'x-business-use-case-usage': value }))).toBeNull();
  });

  test.each([0, -1, '12', null])('is not known from %j minutes', (minutes) => {
    expect(retryAfterSeconds(usage(minutes))).toBeNull();
  });
});
