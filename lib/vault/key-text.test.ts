import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { KeyRingError } from './key-ring.ts';
import { formatKey, parseKeys } from './key-text.ts';

const one = { id: 'k1', bytes: randomBytes(32) };
const two = { id: 'k-20260101-ab12', bytes: randomBytes(32) };
const plain = (text: string) => parseKeys(text).map(({ id, bytes }) => ({ id, bytes: Buffer.from(bytes) }));

describe('keys are read in order', () => {
  const entries = [formatKey(one), formatKey(two)] as const;

  test.each([
    ['a comma', entries.join(',')],
    ['a comma and spaces', ` ${entries.join(' , ')} `],
    ['a line break', entries.join('\n')],
    ['a Windows line break', `${entries.join('\r\n')}\r\n`],
    ['empty lines and comments', `# a, b:c\n\n${entries[0]}\n   \n  # old\n${entries[1]}\n`],
    ['a comma at the end', `${entries.join(',\n')},`],
  ])('separated by %s', (_name, text) => {
    expect(plain(text)).toEqual([one, two]);
  });
});

/** A key whose standard base64 has + and /, so that the url-safe spelling differs. */
const spelt = Buffer.alloc(32, 0xfb).toString('base64');
const key = randomBytes(32).toString('base64');
/** The last character before the padding carries 2 bits that belong to no byte. */
const nonCanonical = `${Buffer.alloc(32, 1).toString('base64').slice(0, 42)}F=`;

describe('every other form is refused', () => {
  test.each([
    ['nothing', ''],
    ['only comments', '# k1:none\n\n'],
    ['a key without an id', key],
    ['an empty id', `:${key}`],
    ['an id in upper case', `K1:${key}`],
    ['a passphrase', 'correct horse battery staple'],
    ['a passphrase with an id', 'k1:correct horse battery staple'],
    ['a passphrase of 44 characters', `k1:${'password'.repeat(6).slice(0, 44)}`],
    ['64 hex digits', `k1:${randomBytes(32).toString('hex')}`],
    ['a short key', `k1:${randomBytes(16).toString('base64')}`],
    ['31 bytes, which also have 44 characters', `k1:${randomBytes(31).toString('base64')}`],
    ['33 bytes, which also have 44 characters', `k1:${randomBytes(33).toString('base64')}`],
    ['a long key', `k1:${randomBytes(48).toString('base64')}`],
    ['url-safe base64', `k1:${spelt.replaceAll('+', '-').replaceAll('/', '_')}`],
    ['no padding', `k1:${key.slice(0, 43)}`],
    ['spare bits that are set', `k1:${nonCanonical}`],
    ['a space inside', `k1:${key.slice(0, 20)} ${key.slice(20)}`],
    ['quotes', `"k1:${key}"`],
    ['a good key before a bad one', `k1:${key}\nk2:${key.slice(1)}`],
  ])('%s', (_name, text) => {
    expect(() => parseKeys(text)).toThrow(KeyRingError);
    expect(() => parseKeys(text)).toThrow(/id:base64.*openssl rand -base64 32/);
  });

  test('the two spellings under test decode to 32 bytes, so only the strictness refuses them', () => {
    expect(Buffer.from(nonCanonical, 'base64')).toHaveLength(32);
    expect(spelt).toMatch(/[+/]/);
  });

  test('the sentence counts the entry and repeats no part of the text', () => {
    const text = `k1:${key}, hunter2pass:phrase`;
    const sentence = messageOf(() => parseKeys(text));
    expect(sentence).toContain('Sealing key 2 ');
    for (const part of [key, 'hunter2pass', 'phrase']) expect(sentence).not.toContain(part);
  });
});

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  return '';
}
