import fc from 'fast-check';
import { expect, test } from 'vitest';
import { refusedNames } from '../../parameter/names.ts';
import { formType, jsonType, judge, multipartType, part, parts } from './body-testing.ts';

/** How a name may be written in each kind of body, so that some reader takes it for the plain one. */
const hex = (name: string, at: number) =>
  name
    .charCodeAt(at % name.length)
    .toString(16)
    .padStart(2, '0');
const around = (name: string, at: number, put: string) =>
  name.slice(0, at % name.length) + put + name.slice((at % name.length) + 1);
const disguises: ((name: string) => string)[] = [
  (name) => name,
  (name) => name.toUpperCase(),
  (name) => ` ${name}`,
  (name) => `${name}[]`,
  (name) => `${name}[0][x]`,
  (name) => name.replaceAll('_', '.'),
  (name) => name.replaceAll('_', ' '),
  (name) => `${name}\0`,
  (name) => `\ufeff${name}`,
];
const writings: Record<string, { type: string; write(name: string, at: number): string }[]> = {
  json: [
    { type: jsonType, write: (name) => `${JSON.stringify(name)}:"x"` },
    {
      type: jsonType,
      write: (name, at) =>
        `${JSON.stringify(around(name, at, '#')).replace('#', `\\u00${hex(name, at)}`)}:{"a":[1]}`,
    },
    { type: 'application/json; charset=utf-8', write: (name) => `\n ${JSON.stringify(name)} \n:\tnull` },
  ],
  form: [
    { type: formType, write: (name) => `${encodeURIComponent(name)}=x` },
    { type: formType, write: (name) => encodeURIComponent(name).replaceAll('%20', '+') },
    {
      type: formType,
      write: (name, at) =>
        `${[...name].map((sign, n) => (n === at % name.length ? `%${hex(name, at)}` : encodeURIComponent(sign))).join('')}=x`,
    },
  ],
  multipart: [
    { type: multipartType, write: (name) => part(`name="${name}"`) },
    { type: multipartType, write: (name) => part(`name=${name}`) },
    { type: multipartType, write: (name) => part(`name="${name}"; filename="x"`) },
    { type: multipartType, write: (name) => part(`filename="; name=x"; name="${name}"`) },
    { type: multipartType, write: (name) => part(`name= "${name}"`) },
    { type: multipartType, write: (name) => part(`name*=utf-8''${name}`) },
    { type: multipartType, write: (name) => part(`\r\n name="${name}"`) },
    { type: multipartType, write: (name) => part('name="a"', `x\n--b0\n${part(`name="${name}"`)}`) },
  ],
};
/** The same body with other parameters before and after. */
const bodies: Record<string, (written: string, before: string[], after: string[]) => string> = {
  json: (written, before, after) => {
    const others = (names: string[]) => names.map((name) => `${JSON.stringify(name)}:"${'y'.repeat(99)}"`);
    return `{${[...others(before), written, ...others(after)].join(',')}}`;
  },
  form: (written, before, after) =>
    [...before.map((name) => `${name}=${'y'.repeat(99)}`), written, ...after].join('&'),
  multipart: (written, before, after) =>
    parts(
      ...before.map((name) => part(`name="${name}"`, 'y'.repeat(99))),
      written,
      ...after.map((name) => part(`name="${name}"`)),
    ),
};

const other = fc.stringMatching(/^[a-z][a-z0-9]{2,8}$/).map((name) => `o_${name}`);
const others = fc.uniqueArray(other, { maxLength: 4 });

test.each(Object.keys(writings))('no refused name passes in a body of %s, however it is written', (kind) => {
  fc.assert(
    fc.property(
      fc.constantFrom(...refusedNames),
      fc.constantFrom(...disguises),
      fc.constantFrom(...(writings[kind] ?? [])),
      fc.record({
        at: fc.nat(30),
        piece: fc.integer({ min: 1, max: 200 }),
        before: others,
        filler: fc.boolean(),
      }),
      (name, disguise, { type, write }, { at, piece, before, filler }) => {
        const far = filler ? Array.from({ length: 40 }, (_, n) => `far${n}`) : [];
        const body = bodies[kind]?.(write(disguise(name), at), [...before, ...far], ['last']) ?? '';
        expect(['call_refused', 'invalid_input']).toContain(judge(type, body, piece));
      },
    ),
    { numRuns: 300 },
  );
});

test.each(Object.keys(writings))('a body of %s with other names passes, in whatever pieces', (kind) => {
  fc.assert(
    fc.property(other, others, fc.integer({ min: 1, max: 50 }), fc.boolean(), (name, more, piece, cuts) => {
      const [plain] = writings[kind] ?? [];
      if (!plain || more.includes(name)) return;
      const body = bodies[kind]?.(plain.write(name, 0), more, ['last']) ?? '';
      expect(judge(plain.type, body, cuts ? piece : body.length)).toBe('passes');
    }),
    { numRuns: 200 },
  );
});

test('what JSON.parse takes for an object with plain names passes, and nothing else does', () => {
  const plain = fc.dictionary(other, fc.jsonValue({ maxDepth: 4 }), { maxKeys: 4 });
  fc.assert(
    fc.property(plain, fc.nat(2), fc.integer({ min: 1, max: 20 }), (value, space, piece) => {
      expect(judge(jsonType, JSON.stringify(value, null, space), piece)).toBe('passes');
    }),
  );
  const signs = fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '"b"', '1', 'true', ' ', '-', '"', '\\');
  fc.assert(
    fc.property(fc.array(signs, { maxLength: 9 }), (text) => {
      const written = `{${text.join('')}}`;
      let parsed: unknown = null;
      try {
        parsed = JSON.parse(written);
      } catch {}
      if (judge(jsonType, written) === 'passes') expect(parsed).not.toBeNull();
    }),
    { numRuns: 3_000 },
  );
});
