import { expect, test } from 'vitest';
import { readJson, trimmedFields } from './body.ts';

const read = (text: string) =>
  readJson(
    new Request('http://localhost/api/sources', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: text,
    }),
  );

test.each([
  ['{"name":"a\\u0000b"}', 'name'],
  ['{"parameters":{"list":["fine",{"text":"\\uD83d"}]}}', 'parameters.list.1.text'],
  ['{"a":"\\ud83d\\udd11","b":"\\udd11\\ud83d"}', 'b'],
])('text that can not be stored is refused under its name: %s', async (text, field) => {
  await expect(read(text)).rejects.toMatchObject({
    code: 'invalid_input',
    options: { errors: [{ field, code: 'malformed' }] },
  });
});

test.each([
  ['an escaped key of emoji', '{"a":"\\ud83d\\udd11"}', { a: '🔑' }],
  ['a backslash before u0000', '{"a":"\\\\u0000"}', { a: '\\u0000' }],
  ['text as it is', '{"a":"ü🔑\\n"}', { a: 'ü🔑\n' }],
])('%s is read', async (_what, text, json) => {
  expect(await read(text)).toEqual(json);
});

test('a name in the answer is neither a token nor half of a character', async () => {
  const token = `EAA${'b3Xz'.repeat(12)}`;
  const error = await read(`{"${token}":"\\u0000","\\ud83d":1}`).catch((caught: unknown) => caught);
  const { errors } = (error as { options: { errors: { field: string }[] } }).options;
  expect(errors[0]?.field.isWellFormed()).toBe(true);
  expect(JSON.stringify(errors)).not.toContain(token);
});

test('a body without a byte is none, whatever its headers say', async () => {
  expect(await read('')).toBeUndefined();
});

test.each<[string, unknown, unknown, string[]]>([
  ['at the top and below', { a: ' x', b: { c: 'y\n' } }, { a: 'x', b: { c: 'y' } }, ['a', 'b.c']],
  ['in lists', { ids: ['x', '\ty'] }, { ids: ['x', 'y'] }, ['ids.1']],
  ['not where it stayed', { a: ' x ', b: 'x' }, { a: ' x ', b: 'x' }, []],
  ['not what became something else', { limit: ' 5' }, { limit: 5 }, []],
  ['not what was left out', { a: ' x' }, { b: 'x' }, []],
  ['not under a name that no header takes', { 'n\u00e4me\r\n': ' x' }, { 'n\u00e4me\r\n': 'x' }, []],
  ['not of nothing', undefined, undefined, []],
])('what was put right is named: %s', (_what, sent, read, names) => {
  expect(trimmedFields(sent, read)).toEqual(names);
});
