import { describe, expect, test } from 'vitest';
import {
  cleanId,
  cleanToken,
  inWords,
  looksLikeId,
  looksLikeToken,
  type TokenDoubt,
  tokenDoubt,
} from './paste.ts';

const token = `EAA${'Gx7Zb'.repeat(40)}`;

describe('cleanToken', () => {
  test('leaves a clean token alone and says that nothing was removed', () => {
    expect(cleanToken(token)).toEqual({ value: token, removed: [] });
  });

  test.each([
    [`${token}\n`, ['1 line break']],
    [`${token.slice(0, 80)}\r\n${token.slice(80)}`, ['1 line break']],
    [`  ${token}\t`, ['3 spaces']],
    [`"${token}"`, ['2 quotes']],
    [`\u201c${token}\u201d`, ['2 quotes']],
    [`\`${token}\``, ['2 quotes']],
    [`\u200b${token}\ufeff`, ['2 invisible characters']],
    [`${token}\u00a0`, ['1 space']],
    [`"${token}",`, ['2 quotes', '1 comma']],
    [`'${token}';\n`, ['1 line break', '2 quotes', '1 semicolon']],
    [`Bearer ${token}`, ['"Bearer"']],
    [`bearer\n${token}`, ['"bearer"']],
    [`OAuth ${token}`, ['"OAuth"']],
    [`Authorization: Bearer ${token}`, ['"Authorization: Bearer"']],
    [`authorization:Bearer ${token}\n`, ['"authorization:Bearer"', '1 line break']],
    [`Authorization: ${token}`, ['"Authorization:"']],
    [`"Authorization: Bearer ${token}"`, ['"Authorization: Bearer"', '2 quotes']],
    [`\u200bBearer ${token}`, ['"Bearer"', '1 invisible character']],
  ])('finds the token in %j', (text, removed) => {
    expect(cleanToken(text)).toEqual({ value: token, removed });
  });

  test('takes "Bearer" only from the front, and not from a token that begins so', () => {
    expect(cleanToken(`Bearer${token}`).value).toBe(`Bearer${token}`);
    expect(cleanToken(`${token} Bearer`).value).toBe(`${token}Bearer`);
  });

  test('is empty for a header without a token', () => {
    expect(cleanToken('Bearer ').value).toBe('');
  });

  test.each([
    ['spaces', ' '.repeat(1_000_000)],
    ['a header and spaces', `authorization${' '.repeat(1_000_000)}`],
    ['quotes', '"'.repeat(1_000_000)],
    ['invisible characters', '\u200b'.repeat(1_000_000)],
    ['letters', 'a'.repeat(1_000_000)],
  ])('reads a megabyte of %s to its end', (_, text) => {
    // What takes the square of the length would take minutes.
    expect(cleanToken(text).value.length).toBeLessThanOrEqual(text.length);
  });
});

describe('cleanId', () => {
  test.each([
    ['104996122399160', []],
    ['1049 9612 2399 160', ['3 spaces']],
    ['"104996122399160",', ['2 quotes', '1 comma']],
    ['104996122399160\n', ['1 line break']],
    ['\u202a104996122399160\u202c', ['2 invisible characters']],
  ])('finds the id in %j', (text, removed) => {
    expect(cleanId(text)).toEqual({ value: '104996122399160', removed });
  });

  test('keeps letters, so that they are refused and not silently lost', () => {
    expect(cleanId('10499612239916O').value).toBe('10499612239916O');
  });
});

describe('inWords', () => {
  test('joins parts as a sentence does', () => {
    expect(inWords([])).toBe('');
    expect(inWords(['1 space'])).toBe('1 space');
    expect(inWords(['1 space', '2 quotes', '1 comma'])).toBe('1 space, 2 quotes and 1 comma');
  });
});

describe('shapes', () => {
  test('a token begins with EAA and has letters and digits only', () => {
    expect(looksLikeToken(token)).toBe(true);
    expect(looksLikeToken(`EAA${'_'.repeat(60)}`)).toBe(false);
    expect(looksLikeToken('EAAG')).toBe(false);
    expect(looksLikeToken('104996122399160')).toBe(false);
  });

  test('an id has 5 to 20 digits and no leading zero', () => {
    expect(looksLikeId('104996122399160')).toBe(true);
    expect(looksLikeId('1049')).toBe(false);
    expect(looksLikeId('0104996122399160')).toBe(false);
    expect(looksLikeId('9'.repeat(21))).toBe(false);
    expect(looksLikeId(token)).toBe(false);
  });
});

describe('tokenDoubt', () => {
  test('has nothing to say about a usual token or an empty field', () => {
    expect(tokenDoubt(token)).toBeNull();
    expect(tokenDoubt('')).toBeNull();
  });

  const warned: [string, TokenDoubt][] = [
    [`IGAA${'x'.repeat(100)}`, 'instagram'],
    [`IGQVJ${'x'.repeat(100)}`, 'instagram'],
    [`${token.slice(0, 30)}...`, 'cut'],
    ['EAAG****************9Zx', 'cut'],
    ['some-other-shape-of-token-1234567', 'other'],
    [token.slice(0, 60), 'short'],
  ];
  test.each(warned)('warns about %s', (text, hint) => {
    expect(tokenDoubt(text)).toBe(hint);
  });
});
