import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { secretNames } from './names.ts';
import { holdsSecret } from './secret-text.ts';

const token = `EAA${'NotARealToken'.repeat(4)}`;
const key = `fk_${'notakey_'.repeat(5)}abc`;
const pem = (kind = '') => `-----BEGIN ${kind}PRIVATE KEY-----\nMIIB\n-----END ${kind}PRIVATE KEY-----`;
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('a secret is known by its shape', () => {
  const shapes = [
    token,
    key,
    '634974688087057|abcdefghijklmnopqrstuvwxyz1',
    ...['', 'RSA ', 'EC ', 'ENCRYPTED ', 'OPENSSH '].flatMap((kind) => [pem(kind), base64(pem(kind))]),
    'postgresql://flowkeep:hunter2@db.example.com/flowkeep',
    'https://ada:hunter2@flows.example.com/',
  ];

  test.each(shapes)('%s', (secret) => {
    for (const text of [
      secret,
      `Bearer ${secret}`,
      `see ${secret}, please`,
      `https://hooks.example.com/in/${secret}`,
      JSON.stringify({ url: `https://hooks.example.com/in/${secret}` }),
      JSON.stringify({ h: `Bearer+${secret}` }),
      `Send {"h":"\\n${secret}"} there`,
      encodeURIComponent(secret),
      `a=1&b=${encodeURIComponent(secret)}`,
      JSON.stringify({ a: [{ b: secret }] }),
      JSON.stringify({ a: JSON.stringify({ b: JSON.stringify([`x ${secret}`]) }) }),
      JSON.stringify({ a: secret }).replace(/[EfLp6-]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`),
    ]) {
      expect([text, holdsSecret(text)]).toEqual([text, true]);
    }
  });
});

test('a token is known behind a word too', () => {
  for (const text of [`x${token}y`, `see token${token}`, `{"a":"x${token}"}`]) {
    expect([text, holdsSecret(text)]).toEqual([text, true]);
  }
});

describe('or by the name that it stands under', () => {
  const spellings: ((name: string) => string)[] = [
    (name) => name,
    (name) => name.toUpperCase(),
    (name) => name.replace(/_(.)/g, (_all, letter: string) => letter.toUpperCase()),
    (name) => name.replaceAll('_', '-'),
    (name) => `${name}[0]`,
    (name) => name.replaceAll('_', '.'),
  ];
  const wraps: ((name: string) => unknown)[] = [
    (name) => ({ [name]: 'opaque' }),
    (name) => ({ a: [1, { [name]: { b: null } }] }),
    (name) => ({ a: JSON.stringify({ [name]: 1 }) }),
    (name) => ({ a: JSON.stringify({ a: JSON.stringify([{ [name]: 1 }]) }) }),
  ];

  test('at any depth of JSON, and of JSON in texts of JSON', () => {
    const names = fc.constantFrom(...secretNames, 'app_secret', 'private_key');
    fc.assert(
      fc.property(names, fc.constantFrom(...spellings), fc.constantFrom(...wraps), (name, spell, wrap) => {
        expect(holdsSecret(JSON.stringify(wrap(spell(name))))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    'access_token=opaque',
    'a=1&client_secret=opaque',
    'ACCESS_TOKEN = "opaque"',
    'export CLIENT_SECRET=opaque',
    'https://x.test/?access%5Ftoken=opaque',
    '{"a":"https://x.test/?client_secret=opaque"}',
    'client_secret: 0123456789abcdef',
    'Client-Secret:0123456789abcdef',
    'access_token: opaqueopaqueopaqueopaque',
    'Use {"client_secret":"opaque-value"} here',
    'Use {"client_secret" : "opaque-value"} here',
    "{'client_secret':'opaque-value'}",
    '{"a":"Use {\\"client_secret\\":\\"opaque-value\\"} here"}',
    'app[client_secret]=opaque',
    "app['client_secret'] = 'opaque'",
    'access_token[0]=opaque',
    '{"a":1}\n{"client_secret":"opaque-value"}\n',
    'redirect=client_secret=opaque',
    '{"settings":client_secret: "opaque-value"',
  ])('and in texts that assign it: %s', (text) => {
    expect(holdsSecret(text)).toBe(true);
  });
});

const compactFlow = JSON.stringify({
  version: '7.2',
  data_api_version: '3.0',
  screens: [
    {
      id: 'DETAILS',
      layout: {
        type: 'SingleColumnLayout',
        children: [
          { type: 'TextBody', text: 'Read https://example.com' },
          { type: 'TextInput', name: 'email', label: 'Email', 'helper-text': 'Such as info@example.com' },
          { type: 'TextCaption', text: 'Access token: ask your admin' },
          { type: 'EmbeddedLink', 'on-click-action': { name: 'open_url', url: 'https://example.com:8443' } },
          { type: 'Footer', 'on-click-action': { name: 'complete', payload: { email: 'x' } } },
        ],
      },
    },
  ],
});

describe('what is none passes', () => {
  test.each([
    '',
    'Sends the flow to whoever asked for an access token.',
    'access_token',
    'access_token= ',
    'verify_token=mine',
    'the fk_ prefix',
    'EAA is a word',
    '-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----',
    base64('-----BEGIN PUBLIC KEY-----'),
    'https://flows.example.com:8443/a?b=c@d',
    'ada@example.com',
    '{"url":"https://example.com","email":"info@example.com"}',
    '{"url":"https://example.com:8443","email":"me@example.com"}',
    "{'url':'https://example.com','email':'info@example.com'}",
    'https://example.com,owner:me@example.com',
    '<a href=https://example.com>to:me@example.com</a>',
    JSON.stringify({ a: JSON.stringify({ url: 'https://example.com', email: 'info@example.com' }) }),
    encodeURIComponent('{"url":"https://example.com","email":"info@example.com"}'),
    compactFlow,
    'Access token: ask your admin',
    'access_token: ask your admin for 1',
    'access_token: required',
    'access_token: optional, 64 characters',
    'access_token: {{ACCESS_TOKEN_1}}',
    'access_token: <YOUR_ACCESS_TOKEN_1>',
    '"access_token": see "https://example.com"',
    'my_access_token_policy: 0123456789abcdef',
    'access_token12: 0123456789abcdef',
    'fields: ["access_token", "client_secret"], 0123456789',
    'fk_orders_customer_id_customers',
    `fk_${'orders_customer_id_'.repeat(3)}`,
    '104996122399160|customer_registration_flow',
    '{"a":"access_token","fields":["token"],"flow_token":"x"}',
    '{"screens":[{"name":"password","input-type":"password"}]}',
    '{"a":',
  ])('%s', (text) => {
    expect(holdsSecret(text)).toBe(false);
  });
});

test('pictures in base64 pass, in JSON and by themselves', () => {
  // Rows that are the same each time, in which `EAA` and 20 more letters stand after every other sign of base64.
  const before = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAf+/';
  const row = [...before].map((sign) => `${before}${sign}EAA${'Qk1PictureData'.repeat(2)}`).join('');
  const png =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  const gif = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
  for (const picture of [row, png, gif, `iVBORw0KGgo\nxEAA${'Qk1PictureData'.repeat(2)}`]) {
    for (const text of [picture, `data:image/png;base64,${picture}`, JSON.stringify({ a: picture })]) {
      expect([text, holdsSecret(text)]).toEqual([text, false]);
    }
  }
});

test('a long text costs bounded time, whatever it is made of', () => {
  for (const piece of [
    'a',
    '1',
    'a.',
    '"',
    '{"a":',
    '[',
    '\\"',
    'a=',
    '://a:',
    '%7b',
    'fk_',
    '-----BEGIN ',
    'access_token:',
    'access_token: ',
    'client_secret"',
    'client_secret[',
    'abcdef]]]]   :   ',
    'a+/',
    'EAA',
    '104996122399160|abc_',
    '\\',
  ]) {
    const started = performance.now();
    holdsSecret(piece.repeat(Math.ceil(1_000_000 / piece.length)));
    expect([piece, performance.now() - started < 3_000]).toEqual([piece, true]);
  }
});
