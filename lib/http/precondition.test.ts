import { expect, test } from 'vitest';
import { demandedVersions, matchedVersions } from './precondition.ts';

test.each([
  ['"3"', [3]],
  ['  "3" ', [3]],
  ['"3", "4"', [3, 4]],
  ['W/"3"', [3]],
  ['"3-gzip"', [3]],
  ['"3;br"', [3]],
  ['W/"3-zstd"', [3]],
  ['"x"', []],
  ['""', []],
  ['"3-other"', []],
  ['"-3"', []],
  ['"3", "x"', [3]],
])('%s fits the versions %j', (header, versions) => {
  expect(matchedVersions(header)).toEqual(versions);
  expect(demandedVersions(header)).toEqual(versions);
});

test.each(['1', 'null', '"1', "'1'", 'w/"1"', '"1" "2"', '', '"1",'])('%j is no tag', (header) => {
  for (const read of [matchedVersions, demandedVersions]) {
    expect(() => read(header)).toThrow(
      expect.objectContaining({
        code: 'invalid_input',
        options: { errors: [expect.objectContaining({ field: 'If-Match' })] },
      }),
    );
  }
});

test.each([null, '*', ' * '])('%j is no condition', (header) => {
  expect(matchedVersions(header)).toBeNull();
  expect(() => demandedVersions(header)).toThrow(expect.objectContaining({ code: 'precondition_required' }));
});
