import { format, inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { Secret } from './secret.ts';

const value = 'canary-7f3a';
const secret = new Secret(value);

describe('a secret shows nothing of its value', () => {
  test.each<[string, () => string]>([
    ['String()', () => String(secret)],
    ['toString', () => secret.toString()],
    ['a template', () => `${secret}`],
    ['joining', () => [secret].join()],
    ['turning it into a primitive', () => secret[Symbol.toPrimitive]()],
    ['inspect', () => inspect(secret)],
    ['console.log’s formatting, %s, %o and %j', () => format('%s %o %j', secret, secret, secret)],
  ])('%s answers [secret]', (_name, print) => {
    expect(print()).toContain('[secret]');
    expect(print()).not.toContain(value);
  });

  test('JSON holds [secret], however deep', () => {
    expect(JSON.stringify({ list: [secret] })).toBe('{"list":["[secret]"]}');
  });

  test('inspect without its custom hook and with hidden members finds nothing', () => {
    expect(inspect(secret, { customInspect: false, showHidden: true, depth: 9 })).not.toContain(value);
  });

  test('a spread copy and a structured clone are empty', () => {
    expect({ ...secret }).toEqual({});
    expect(structuredClone(secret)).toEqual({});
    expect(Reflect.ownKeys(secret)).toEqual([]);
  });

  test('an error that names it says [secret]', () => {
    expect(new Error(`refused ${secret}`).stack).not.toContain(value);
  });
});

test('use lends the value and returns what the callback answers', () => {
  expect(secret.use((text) => text.length)).toBe(value.length);
  expect(secret.use((text) => text)).toBe(value);
});
