import { expect, test } from 'vitest';
import { namesToKeep, pathToKeep } from './use.ts';

const token = `EAA${'x1'.repeat(40)}`;

test('a path is kept short, in plain letters and without what looks like a token', () => {
  expect(pathToKeep('/v26.0/104996122399160/flows')).toBe('/v26.0/104996122399160/flows');
  expect(pathToKeep(`/${token}/x`)).toBe('/[secret]/x');
  expect(pathToKeep('/\u0000\u202e é')).toBe('/????');
  expect(pathToKeep('/x'.repeat(5_000))).toHaveLength(300);
});

test('of a query the names are kept, few and short', () => {
  expect(namesToKeep('fields=id,name&limit=5&&after')).toEqual(['fields', 'limit', 'after']);
  expect(namesToKeep(`${token}=1&${'n'.repeat(500)}=2`)).toEqual(['[secret]', 'n'.repeat(60)]);
  expect(namesToKeep('a=1&'.repeat(100))).toHaveLength(20);
  expect(namesToKeep('')).toEqual([]);
});
