import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unstorablePath } from './storable.ts';

test.each([
  [{ name: 'a\0b' }, 'name'],
  [{ parameters: { body: ['fine', { text: '\ud800' }] } }, 'parameters.body.1.text'],
  [{ outer: { '\udfff': 1 } }, 'outer.\udfff'],
  ['\0', ''],
])('%j is refused where it stands', (json, path) => {
  expect(unstorablePath(json)).toBe(path);
});

test('JSON of whole characters can be stored', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), (json) => {
      fc.pre(!JSON.stringify(json).includes('\\u0000'));
      expect(unstorablePath(json)).toBeNull();
    }),
    { seed: 10, numRuns: 300 },
  );
});

test('JSON nested deeper than the stack takes no time', () => {
  const deep = JSON.parse(`${'['.repeat(30_000)}"\\u0000"${']'.repeat(30_000)}`);
  const started = performance.now();
  expect(unstorablePath(deep)).toMatch(/^0\.0\./);
  expect(performance.now() - started).toBeLessThan(1_000);
});
