/** Whatever block people paste: its one token is found, and nothing is ever put together. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanToken, wholeness } from './paste.ts';
import { recognisePaste } from './paste-block.ts';

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'];
const tokens = fc
  .string({ unit: fc.constantFrom(...letters), minLength: 20, maxLength: 220 })
  .map((rest) => `EAA${rest}`);
const names = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_-]{0,20}$/).filter((name) => !name.includes('EAA'));
const values = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({ maxLength: 60 }),
    fc.stringMatching(/^[0-9]{1,20}$/),
    fc.stringMatching(/^[A-Za-z0-9]{1,60}$/),
    fc.webUrl(),
  )
  .filter((value) => !value.includes('EAA') && !value.includes('RUFB'));
/** Variables around the one that holds the token, and its place among them. */
const variables = fc.record({
  token: tokens,
  name: names,
  others: fc.array(fc.tuple(names, values), { maxLength: 8 }),
  at: fc.nat(8),
});
type Variables = typeof variables extends fc.Arbitrary<infer T> ? T : never;

function listOf({ token, name, others, at }: Variables): [string, string][] {
  // Whoever names a variable so means that it is switched off, or of another kind.
  const plain = others.filter(([other]) => other !== name);
  return [...plain.slice(0, at), [name, token], ...plain.slice(at)];
}

const oneLine = (value: string): string => value.replace(/[\r\n\u2028\u2029\u0085\v\f]/g, ' ');
const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** Ways to write variables, as programs write them. */
const forms: Record<string, (list: [string, string][]) => string> = {
  '.env': (list) => list.map(([name, value]) => `${name}=${oneLine(value)}`).join('\n'),
  'quoted .env': (list) =>
    list.map(([name, value]) => `export ${name}=${JSON.stringify(value)}`).join('\r\n'),
  YAML: (list) => `a:\n${list.map(([name, value]) => `  ${name}: ${JSON.stringify(value)}`).join('\n')}`,
  'a list in YAML': (list) =>
    list.map(([name, value]) => `- name: ${name}\n  value: ${JSON.stringify(value)}`).join('\n'),
  INI: (list) => `[a]\n${list.map(([name, value]) => `${name} = ${oneLine(value)}`).join('\n')}`,
  JSON: (list) => JSON.stringify(Object.fromEntries(list)),
  'deep JSON': (list) =>
    JSON.stringify([{ a: { b: list.map(([name, value]) => ({ [name]: value })) } }], null, 2),
  'a list in JSON': (list) => JSON.stringify({ values: list.map(([key, value]) => ({ key, value })) }),
  'JSON in JSON': (list) => JSON.stringify({ s: JSON.stringify(Object.fromEntries(list)) }),
  CSV: (list) =>
    `name,value\n${list.map(([name, value]) => `${name},"${oneLine(value).replaceAll('"', '""')}"`).join('\n')}`,
  headers: (list) =>
    `curl https://graph.facebook.com/v25.0/me ${list.map(([name, value]) => `-H '${name}: ${oneLine(value).replaceAll("'", '')}'`).join(' ')}`,
  'an address': (list) => `https://example.com/?${new URLSearchParams(list)}`,
  'a Secret of Kubernetes': (list) =>
    `kind: Secret\ndata:\n${list.map(([name, value]) => `  ${name}: ${base64(value)}`).join('\n')}`,
  XML: (list) =>
    `<a>\n${list.map(([name, value]) => `<${name}>${oneLine(value)}</${name}>`).join('\n')}\n</a>`,
};

describe('one token among whatever else is found, under whatever name', () => {
  test.each(Object.entries(forms))('in %s', (_, write) => {
    fc.assert(
      fc.property(variables, (some) => {
        const text = write(listOf(some));
        const block = recognisePaste(text);
        if (block === null) expect(cleanToken(text).value).toBe(some.token);
        else {
          const offered = block.choices.map(({ found }) => found.accessToken);
          expect([block.found.accessToken, ...offered]).toContain(some.token);
          // Only what may be the rest of the token, or stands behind the sign of a comment, is asked about.
          if (offered.length > 0) expect(block.choices.every(({ off }) => off !== null)).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('in text of no form', () => {
    const around = fc.string({ maxLength: 120 }).filter((text) => !text.includes('EAA'));
    fc.assert(
      fc.property(around, tokens, around, (before, token, after) => {
        const text = `${before}\n${token}\n${after}`;
        const block = recognisePaste(text);
        if (block === null) expect([cleanToken(text).value, wholeness(text)]).toEqual([token, 'one']);
        else expect([block.found.accessToken, block.choices[0]?.found.accessToken]).toContain(token);
      }),
      { numRuns: 500 },
    );
  });
});

test('what is found stands in the text, in one piece', () => {
  const texts = fc.array(fc.oneof(tokens, values, names), { minLength: 2, maxLength: 12 });
  const separators = fc.constantFrom('\n', ' ', '=', ': ', ',', '\t', '\n\n', '"', ';', '{', '}', '[', '|');
  fc.assert(
    fc.property(texts, fc.array(separators, { minLength: 12, maxLength: 12 }), (parts, between) => {
      const text = parts.map((part, at) => part + between[at]).join('');
      const block = recognisePaste(text);
      if (block?.what === 'a token and more text' || block === null) return;
      for (const { found } of [block, ...block.choices]) {
        if (found.accessToken) expect(text).toContain(found.accessToken);
        if (found.appSecret) expect(text).toContain(found.appSecret);
      }
    }),
    { numRuns: 1_000 },
  );
});

test('names of what is left out hold no value', () => {
  fc.assert(
    fc.property(variables, tokens, (some, token) => {
      const text = `${forms['.env']?.(listOf(some))}\n${token}: x\nplain ${token}`;
      const block = recognisePaste(text);
      const told = JSON.stringify([
        block?.dropped,
        block?.choices.map(({ dropped, name }) => [dropped, name]),
      ]);
      expect(told).not.toContain('EAA');
    }),
    { numRuns: 200 },
  );
});
