/** Holds the messages: they compile, say what their source says, and no letter gets past the pseudo-language. */
import compile from 'icu-minify/compile';
import { describe, expect, test } from 'vitest';
import { compiledMessages } from './compiled.ts';
import { english } from './english.ts';
import { pseudoMessage } from './pseudo.ts';
import { words } from './words.ts';

function textsOf(tree: object, path = ''): [string, string][] {
  return Object.entries(tree as Record<string, string | object>).flatMap(([key, value]) => {
    const here = path ? `${path}.${key}` : key;
    return typeof value === 'string' ? [[here, value] as [string, string]] : textsOf(value, here);
  });
}

const texts = textsOf(english);

test('every message compiles, and none loses a quote or a bracket to the syntax', () => {
  expect(texts.length).toBeGreaterThan(300);
  const plain = texts.filter(([, text]) => !/[{<]/.test(text));
  expect(plain.filter(([, text]) => compile(text) !== text)).toEqual([]);
  expect(texts.filter(([, text]) => text.trim() === '')).toEqual([]);
  for (const [, text] of texts) expect(() => compile(text)).not.toThrow();
});

test('compiled messages are plain, as React hands them to client components', () => {
  const strange = (value: unknown): unknown[] => {
    if (typeof value !== 'object' || value === null) return [];
    const odd = ![Object.prototype, Array.prototype].includes(Object.getPrototypeOf(value));
    return [...(odd ? [value] : []), ...Object.values(value).flatMap(strange)];
  };
  expect(strange(compiledMessages('en'))).toEqual([]);
});

test('no key holds what the library reads as a way through keys', () => {
  const keysOf = (tree: object): string[] =>
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? key : [key, ...keysOf(value)],
    );
  expect(keysOf(english).filter((key) => key.includes('.'))).toEqual([]);
});

describe('the words of the server', () => {
  test('take values, count and choose', () => {
    const t = words('access');
    expect(t('loss.keys', { count: 1 })).toBe('1 API key of theirs works');
    expect(t('loss.keys', { count: 1200 })).toBe('1,200 API keys of theirs work');
    const asked = { what: 'keys', count: 2, names: 'Ada or Mo' };
    expect(t('onlyAdmins.text', asked)).toBe('Only admins can see and make API keys. Ask Ada or Mo.');
    expect(t('onlyAdmins.text', { ...asked, count: 0 })).toBe(
      'Only admins can see and make API keys. Ask an admin.',
    );
  });

  test('tell whom to ask for what only admins do with a credential', () => {
    const t = words('credentialMenu');
    expect(t('onlyAdmins', { what: 'delete', count: 0, names: '' })).toBe(
      'Only admins can delete. Ask an admin.',
    );
    expect(t('onlyAdmins', { what: 'rollBack', count: 1, names: 'Ada' })).toBe(
      'Only admins can roll tokens back. Ask Ada.',
    );
  });

  test('are in the language that is asked for', () => {
    expect(words('frame', 'en-XA')('signOut')).toBe('⟦Šíĝñ óúţ⟧');
  });
});

describe('the pseudo-language', () => {
  test('leaves values, tags and choices as they are', () => {
    const pseudo = (text: string) => pseudoMessage(compile(text));
    expect(pseudo('Remove {name}?')).toEqual(['⟦', 'Ŕéɱóṽé ', ['name'], '?', '⟧']);
    expect(pseudo('ends <when></when>')).toEqual(['⟦', 'éñðš ', ['when', ''], '⟧']);
    expect(pseudo('a <b>c {d}</b>')).toEqual(['⟦', 'á ', ['b', 'ç ', ['d']], '⟧']);
    expect(pseudo('{n, plural, one {# key} other {{n, number} <b>keys</b>}}')).toEqual([
      '⟦',
      ['n', 2, { one: [0, ' ķéý'], other: [['n', 4], ' ', ['b', 'ķéýš']] }],
      '⟧',
    ]);
  });

  test('shows no plain letter in a message without values', () => {
    const shown = textsOf(compiledMessages('en-XA')).filter(([, text]) => typeof text === 'string');
    const wholes = texts.filter(([, text]) => !/[{<]/.test(text)).length;
    expect(shown.length).toBeGreaterThanOrEqual(wholes);
    const flat = texts.filter(([, text]) => !/[{<]/.test(text)).map(([, text]) => pseudoMessage(text));
    expect(flat.filter((text) => /[a-z]/i.test(String(text)))).toEqual([]);
  });
});
