import { describe, expect, test } from 'vitest';
import { pauseSeconds, retryAfterSeconds } from './usage.ts';

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

describe('before Graph refuses, nothing more is sent', () => {
  const none = { business: undefined, app: undefined, adAccount: undefined };
  const business = (use: Record<string, unknown>) =>
    JSON.stringify({ '104996122399160': [{ call_count: 1 }, use] });

  test('for as long as Meta says, an hour at most', () => {
    expect(pauseSeconds({ ...none, business: business({ estimated_time_to_regain_access: 3 }) })).toBe(180);
    expect(pauseSeconds({ ...none, business: business({ estimated_time_to_regain_access: 999 }) })).toBe(
      3600,
    );
  });

  test.each(['call_count', 'total_cputime', 'total_time'])('for a minute from 95 percent of %s', (name) => {
    expect(pauseSeconds({ ...none, business: business({ [name]: 95 }) })).toBe(60);
    expect(pauseSeconds({ ...none, app: JSON.stringify({ [name]: 100 }) })).toBe(60);
    expect(pauseSeconds({ ...none, business: business({ [name]: 94 }), app: `{"${name}":94.9}` })).toBe(0);
  });

  test('also by the count of an ad account', () => {
    expect(pauseSeconds({ ...none, adAccount: '{"acc_id_util_pct":97.5}' })).toBe(60);
  });

  test.each(['', '{', 'null', '[]', '{"1":null}', '{"1":[null]}', '{"1":[{"call_count":"99"}]}'])(
    'but not for the header %j',
    (header) => {
      expect(pauseSeconds({ business: header, app: header, adAccount: header })).toBe(0);
    },
  );
});
