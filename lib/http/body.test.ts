import { expect, test } from 'vitest';
import { readJson } from './body.ts';

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
