import { expect, test } from 'vitest';
import { endOfDay, isZone, startOfDay } from './days.ts';

test.each([
  ['2026-11-29', 'UTC', '2026-11-29T00:00:00.000Z', '2026-11-30T00:00:00.000Z'],
  ['2026-11-29', 'Europe/Berlin', '2026-11-28T23:00:00.000Z', '2026-11-29T23:00:00.000Z'],
  ['2026-11-29', 'Asia/Kolkata', '2026-11-28T18:30:00.000Z', '2026-11-29T18:30:00.000Z'],
  ['2026-11-29', 'Pacific/Kiritimati', '2026-11-28T10:00:00.000Z', '2026-11-29T10:00:00.000Z'],
  ['2026-11-29', 'Pacific/Pago_Pago', '2026-11-29T11:00:00.000Z', '2026-11-30T11:00:00.000Z'],
  // Days of 23 and of 25 hours.
  ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
  ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
  // The clock is put forward at midnight: the day begins at one.
  ['2026-09-06', 'America/Santiago', '2026-09-06T04:00:00.000Z', '2026-09-07T03:00:00.000Z'],
  ['2026-12-31', 'UTC', '2026-12-31T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
])('%s in %s is from %s to before %s', (day, zone, start, end) => {
  expect([startOfDay(day, zone), endOfDay(day, zone)].map((at) => at.toISOString())).toEqual([start, end]);
});

test.each([
  ['Europe/Berlin', true],
  ['UTC', true],
  ['Europe/Nowhere', false],
  ['', false],
  ["'; DROP TABLE", false],
])('%j is a zone: %s', (zone, known) => {
  expect(isZone(zone)).toBe(known);
});
