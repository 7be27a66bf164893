import { expect, test } from 'vitest';
import { exactTime, listed, relativeSpan } from './formats.ts';

test('a language writes moments, spans and lists in its own way', () => {
  const iso = '2026-11-24T12:00:00Z';
  expect([exactTime(iso, 'en'), exactTime(iso, 'en-XA')]).toEqual([
    '24 Nov 2026, 12:00 UTC',
    '24 Νοε 2026, 12:00 μ.μ. UTC',
  ]);
  expect([relativeSpan(-3, 'hour', 'en'), relativeSpan(-3, 'hour', 'en-XA')]).toEqual([
    '3 hr. ago',
    'πριν από 3 ώ.',
  ]);
  const names = ['Ada', 'Grace', 'Mo'];
  expect(listed(names, 'disjunction', 'en')).toBe('Ada, Grace or Mo');
  expect(listed(names, 'disjunction', 'en-XA')).toBe('Ada, Grace ή Mo');
  expect(listed(['manage', 'use'], 'conjunction', 'en')).toBe('manage and use');
  expect(listed(names, 'unit', 'en')).toBe('Ada, Grace, Mo');
  expect(listed(['Ada'], 'disjunction', 'en')).toBe('Ada');
});
