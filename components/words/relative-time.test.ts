import { expect, test } from 'vitest';
import { relativeTime } from './relative-time.ts';

const now = new Date('2026-11-24T12:00:00Z');
const near = { justNow: 'just now', inAMoment: 'in a moment' };

test.each([
  ['2026-11-24T11:59:40Z', 'just now'],
  ['2026-11-24T11:57:00Z', '3 min. ago'],
  ['2026-11-24T09:00:00Z', '3 hr. ago'],
  ['2026-11-23T11:00:00Z', '1 day ago'],
  ['2026-11-22T13:00:00Z', '2 days ago'],
  ['2026-11-30T13:00:00Z', 'in 6 days'],
  ['2027-01-23T13:00:00Z', 'in 2 mo.'],
  ['2026-11-24T12:00:20Z', 'in a moment'],
  ['2026-11-24T13:29:00Z', 'in 1 hr.'],
  ['2026-11-24T13:31:00Z', 'in 2 hr.'],
  ['2026-12-24T11:59:59Z', 'in 30 days'],
  ['2026-12-26T12:00:00Z', 'in 1 mo.'],
])('%s is told as %s', (iso, text) => {
  expect(relativeTime(iso, now, 'en', near)).toBe(text);
});
