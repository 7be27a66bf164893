/** The forms in which people bring a token, as the programs write them. */
import { describe, expect, test } from 'vitest';
import { wholeness } from './paste.ts';
import { recognisePaste, whyNothing } from './paste-block.ts';

const token = `EAA${'Gx7Zb'.repeat(40)}`;
const other = `EAA${'Qw3rT'.repeat(40)}`;
const waba = '104996122399160';
const otherWaba = '639297322149561';
const phone = '102290129340398';
const secret = '0123456789abcdef0123456789abcdef';
const base64 = (text: string) => Buffer.from(text).toString('base64');
const all = { accessToken: token, wabaId: waba };

const n8n = (name: string, accessToken: string, businessAccountId: string, type = 'whatsAppApi') => ({
  createdAt: '2026-01-05T10:00:00.000Z',
  id: 'a1B2c3D4e5F6g7H8',
  name,
  type,
  isManaged: false,
  data: { accessToken, businessAccountId, allowedHttpRequestDomains: 'all' },
});
const postman = (values: Record<string, unknown>[]) =>
  JSON.stringify({ id: '0f1e', name: 'WhatsApp', values, _postman_variable_scope: 'environment' });

describe('one token and what belongs to it', () => {
  test.each<[string, string, Record<string, string>]>([
    ['a name that nobody foresaw', `APPTOKEN=${token}`, { accessToken: token }],
    ['another one', `WHATSAPP_API_TOKEN=${token}\nWABA_ID=${waba}`, all],
    ['and another one', `WA_TOKEN: ${token}\nwhatsapp_business_account: ${waba}`, all],
    ['n8n, one credential', JSON.stringify([n8n('WhatsApp', token, waba)]), all],
    [
      'n8n, a header',
      JSON.stringify([
        { name: 'Meta', type: 'httpHeaderAuth', data: { name: 'Authorization', value: `Bearer ${token}` } },
      ]),
      { accessToken: token },
    ],
    [
      'n8n, the other one an expression',
      JSON.stringify([n8n('One', token, ''), n8n('Two', '={{ $secrets.meta }}', otherWaba)]),
      { accessToken: token },
    ],
    [
      'Nango with an API key',
      JSON.stringify({
        connection_id: 'c',
        credentials: { type: 'API_KEY', apiKey: token },
        metadata: { waba_id: waba },
      }),
      all,
    ],
    [
      'Nango with OAuth',
      JSON.stringify({
        credentials: { type: 'OAUTH2', access_token: token, raw: { access_token: token, expires_in: 1 } },
        connection_config: { wabaId: waba },
      }),
      all,
    ],
    ['Doppler', JSON.stringify({ DOPPLER_CONFIG: 'prd', WA_TOKEN: token, WABA_ID: waba }), all],
    [
      'Doppler with notes',
      JSON.stringify({ META_KEY: { computed: token, note: '' }, WABA_ID: { computed: waba, note: '' } }),
      all,
    ],
    [
      'Infisical, JSON',
      JSON.stringify([
        { _id: '1', key: 'META', value: token, type: 'shared', comment: '' },
        { _id: '2', key: 'WABA_ID', value: waba, type: 'shared' },
      ]),
      all,
    ],
    ['Infisical, CSV', `Name,Value\nMETA,${token}\nWABA_ID,${waba}\n`, all],
    ['rows without a head', `META,${token}\nWABA_ID,${waba}`, all],
    ['copied cells', `name\taccess token\twaba id\nprod\t${token}\t${waba}`, all],
    ['a table of Markdown', `| key | value |\n|---|---|\n| token | ${token} |\n| WABA ID | ${waba} |`, all],
    ['Vault, KV 2', JSON.stringify({ data: { data: { ACCESS_TOKEN: token, WABA_ID: waba } } }), all],
    [
      'a Secret of Kubernetes in Base64',
      `apiVersion: v1\nkind: Secret\nmetadata:\n  name: meta\ntype: Opaque\ndata:\n  token: ${base64(token)}\n  waba-id: ${base64(`${waba}\n`)}\n`,
      all,
    ],
    [
      'a Secret of Kubernetes that holds a file',
      `apiVersion: v1\nkind: Secret\ndata:\n  .env: ${base64(`TOKEN=${token}\nWABA_ID=${waba}\n`)}\n`,
      all,
    ],
    [
      'a Deployment of Kubernetes',
      `apiVersion: apps/v1\nspec:\n  env:\n    - name: META_KEY\n      value: ${token}\n    - name: WABA_ID\n      value: "${waba}"\n`,
      all,
    ],
    [
      'a compose file',
      `services:\n  bot:\n    environment:\n      - WHATSAPP_BUSINESS_ACCESS_TOKEN=${token}\n      - WHATSAPP_BUSINESS_ACCOUNT_ID=${waba}\n`,
      all,
    ],
    [
      'the .env of an SDK',
      `CLOUD_API_ACCESS_TOKEN=${token}\nWA_BUSINESS_ACCOUNT_ID=${waba}\nCLOUD_API_VERSION=v25.0\nM4D_APP_SECRET=${secret}`,
      { ...all, apiVersion: 'v25.0', appSecret: secret },
    ],
    ['variables of Terraform', `meta = {\n  token   = "${token}"\n  waba_id = "${waba}"\n}`, all],
    [
      'outputs of Terraform',
      JSON.stringify({ token: { sensitive: true, type: 'string', value: token }, waba: { value: waba } }),
      all,
    ],
    ['an INI file', `[whatsapp]\nkey = ${token} ; secret\nwaba_id = ${waba}`, all],
    ['a Dockerfile', `ENV META_KEY ${token}\nENV WABA_ID ${waba}`, all],
    ['PowerShell', `$env:META_KEY = "${token}"\n$env:WABA_ID = "${waba}"`, all],
    ['PHP', `return [\n  'key' => '${token}',\n  'waba_id' => '${waba}',\n];`, all],
    ['TypeScript', `const key: string = '${token}';\nconst wabaId: string = '${waba}';`, all],
    ['XML', `<config>\n<key>${token}</key>\n<wabaId>${waba}</wabaId>\n</config>`, all],
    [
      'Bruno',
      `get {\n  url: https://graph.facebook.com/v24.0/${waba}/flows\n}\n\nauth:bearer {\n  token: ${token}\n}\n`,
      { ...all, apiVersion: 'v24.0' },
    ],
    [
      'an HTTP file',
      `@token = ${token}\n\n### List\nGET https://graph.facebook.com/v23.0/${waba}/flows\nAuthorization: Bearer {{token}}\n`,
      { ...all, apiVersion: 'v23.0' },
    ],
    [
      'Insomnia',
      JSON.stringify({
        resources: [
          { _type: 'environment', name: 'Base', data: { token, waba_id: waba } },
          { _type: 'request', url: 'https://graph.facebook.com/v22.0/me', headers: [] },
        ],
      }),
      all,
    ],
    [
      'Postman, the version in the base URL',
      postman([
        { key: 'base-url', value: 'https://graph.facebook.com/v24.0', enabled: true },
        { key: 'Meta-Key', value: token, enabled: true },
        { key: 'WABA-ID', value: waba, enabled: true },
      ]),
      { ...all, apiVersion: 'v24.0' },
    ],
    [
      'a request in program text',
      `const r = await fetch('https://graph.facebook.com/v24.0/${waba}/flows', {\n  headers: { Authorization: 'Bearer ${token}' },\n});`,
      { ...all, apiVersion: 'v24.0' },
    ],
    [
      'a secret of AWS',
      JSON.stringify({ Name: 'meta', SecretString: JSON.stringify({ token, wabaId: waba }) }),
      all,
    ],
    ['labels above values', `Access token\n${token}\nPhone number ID\n${phone}\nWABA ID\n${waba}`, all],
    ['words around it', `Hi Bob, the token is ${token}, please keep it safe.`, { accessToken: token }],
    ['a place that no form has', JSON.stringify({ [token]: true, waba_id: waba }), all],
    [
      'a note on a variable',
      JSON.stringify([{ key: 'WABA_ID', value: waba, comment: `use ${token} with it` }]),
      all,
    ],
    ['a cell beside it', `${token}\t${waba}`, all],
    [
      'an encoded address',
      `redirect=https%3A%2F%2Fa.b%2F%3Faccess_token%3D${token}%26x%3D1`,
      { accessToken: token },
    ],
    [
      'an id that JSON writes as a number',
      `{"token":"${token}","waba_id":12345678901234567}`,
      {
        accessToken: token,
        wabaId: '12345678901234567',
      },
    ],
    [
      'a collection of Postman',
      JSON.stringify({
        auth: { type: 'bearer', bearer: [{ key: 'token', value: token, type: 'string' }] },
        item: [{ name: 'List', request: { url: { raw: `https://graph.facebook.com/v21.0/${waba}/flows` } } }],
      }),
      { ...all, apiVersion: 'v21.0' },
    ],
    [
      'settings of .NET',
      `<appSettings>\n<add key="Meta" value="${token}" />\n<add key="WabaId" value="${waba}" />\n</appSettings>`,
      all,
    ],
    ['options of a command', `docker run -e META=${token} -e WABA_ID=${waba} bot`, all],
    ['a form', `key=${token}&waba_id=${waba}`, all],
    ['a sentence', `Our WABA ID is ${waba}, the phone number ID is ${phone} and the token ${token}`, all],
    [
      'variables of HCL',
      `variable "key" {\n  default = "${token}"\n}\nvariable "waba_id" {\n  default = "${waba}"\n}`,
      all,
    ],
    ['JSON in quotes', JSON.stringify(JSON.stringify({ token, wabaId: waba })), all],
    [
      'what stands in comments is of no account',
      `# WABA_ID=${otherWaba} https://graph.facebook.com/v19.0/${otherWaba}/flows\nTOKEN=${token}\nWABA_ID=${waba}`,
      all,
    ],
    ['a commented line beside it', `#TOKEN=${other}\nTOKEN=${token}`, { accessToken: token }],
    ['a version of something else', `apiVersion: v1\nversion: "3"\ntoken: ${token}`, { accessToken: token }],
  ])('%s', (_, text, found) => {
    expect(recognisePaste(text)).toMatchObject({ choices: [] });
    expect(recognisePaste(text)?.found).toEqual(found);
  });
});

describe('what is left out', () => {
  test('is not what names a value from the line above it', () => {
    const text = `Access token\n${token}\nPhone number ID\n${phone}\nWABA ID\n${waba}`;
    expect(recognisePaste(text)?.dropped).toEqual(['Phone number ID']);
  });

  test('is named in full', () => {
    const names = Array.from({ length: 12 }, (_, n) => `VARIABLE_${'X'.repeat(40)}_${n}`);
    const text = [`TOKEN=${token}`, ...names.map((name) => `${name}=1`)].join('\n');
    expect(recognisePaste(text)?.dropped).toEqual(names);
  });

  test('what is switched off in Postman loses against what is not', () => {
    const text = postman([
      { key: 'Access-Token', value: other, enabled: false },
      { key: 'Token', value: token, enabled: true },
      { key: 'WABA-ID', value: otherWaba, enabled: false },
    ]);
    expect(recognisePaste(text)).toMatchObject({
      found: { accessToken: token },
      dropped: expect.arrayContaining(['Access-Token (switched off)', 'WABA-ID (switched off)']),
      choices: [],
    });
    expect(recognisePaste(text)?.found.wabaId).toBeUndefined();
  });

  test.each([
    ['enabled', postman([{ key: 'Key', value: token, enabled: false }])],
    ['disabled', JSON.stringify({ headers: [{ name: 'Key', value: token, disabled: true }] })],
    ['a tilde', `headers {\n  ~Key: ${token}\n}`],
    ['YAML', `- name: Key\n  value: ${token}\n  enabled: false`],
  ])('the only token is used only if that is meant, when it is off by %s', (_, text) => {
    expect(recognisePaste(text)).toMatchObject({
      found: {},
      choices: [{ name: 'Key', off: 'switched off', found: { accessToken: token } }],
    });
  });

  test('a commented token alone is used only if that is meant', () => {
    expect(recognisePaste(`# TOKEN=${token}\nPORT=1`)?.choices).toMatchObject([
      { off: 'in a comment', found: { accessToken: token } },
    ]);
  });
});

describe('several tokens', () => {
  const pairs = (text: string) =>
    recognisePaste(text)?.choices.map(({ found }) => [found.accessToken, found.wabaId]);
  const both = [
    [token, waba],
    [other, otherWaba],
  ];

  test.each([
    ['n8n', JSON.stringify([n8n('One', token, waba), n8n('Two', other, otherWaba)])],
    [
      'environments',
      JSON.stringify({ prod: { token, wabaId: waba }, test: { token: other, wabaId: otherWaba } }),
    ],
    [
      'YAML',
      `prod:\n  token: ${token}\n  waba_id: ${waba}\ntest:\n  token: ${other}\n  waba_id: ${otherWaba}`,
    ],
    ['sections', `[one]\ntoken=${token}\nwaba=${waba}\n[two]\ntoken=${other}\nwaba=${otherWaba}`],
    ['a table', `name,token,waba\none,${token},${waba}\ntwo,${other},${otherWaba}`],
    ['prefixes', `A_TOKEN=${token}\nB_TOKEN=${other}\nB_WABA_ID=${otherWaba}\nA_WABA_ID=${waba}`],
    ['their order', `TOKEN=${token}\nWABA=${waba}\n\nTOKEN=${other}\nWABA=${otherWaba}`],
    [
      'commands',
      [
        [token, waba],
        [other, otherWaba],
      ]
        .map(
          ([key, id]) =>
            `curl -H 'Authorization: Bearer ${key}' https://graph.facebook.com/v21.0/${id}/flows`,
        )
        .join('\n'),
    ],
  ])('keep their accounts in %s', (_, text) => {
    expect(recognisePaste(text)?.found).toEqual({});
    expect(pairs(text)).toEqual(both);
  });

  test('never lend an account to another one', () => {
    expect(pairs(JSON.stringify([n8n('One', token, ''), n8n('Two', other, otherWaba)]))).toEqual([
      [token, undefined],
      [other, otherWaba],
    ]);
    expect(pairs(JSON.stringify({ one: { token }, two: { token: other, waba } }))).toEqual([
      [token, undefined],
      [other, waba],
    ]);
  });

  test('are told apart by name, place and end', () => {
    const text = JSON.stringify([n8n('Shop', token, waba), n8n('Bank', `${other}Zz9`, otherWaba)]);
    expect(recognisePaste(text)?.choices).toMatchObject([
      { name: 'accessToken', place: 'Shop', lastFour: 'x7Zb' },
      { name: 'accessToken', place: 'Bank', lastFour: 'TZz9' },
    ]);
  });

  test('are decided by names where these are clear', () => {
    expect(recognisePaste(`WHATSAPP_TOKEN=${token}\nADS_TOKEN=${other}`)).toMatchObject({
      found: { accessToken: token },
      dropped: ['another ADS_TOKEN'],
    });
  });

  test.each([
    ['whole words alone', `GOLD_TOKEN=${token}\nWATCH_TOKEN=${other}`, 2],
    ['the name of their object', JSON.stringify({ instagram: { token: other }, meta: { token } }), 0],
  ])('are told apart by %s', (how, text, count) => {
    expect(recognisePaste(text)?.choices, how).toHaveLength(count);
  });

  test('and one that stands in several places has the account of any', () => {
    const text = JSON.stringify([
      { token },
      { token, waba },
      { instagram: { business_account_id: otherWaba } },
    ]);
    expect(recognisePaste(text)).toMatchObject({ found: all, choices: [] });
  });

  test('and accounts of which none is clear fill in no account', () => {
    const text = `TOKEN=${token}\nFIRST_WABA=${waba}\nSECOND_WABA=${otherWaba}`;
    expect(recognisePaste(text)).toMatchObject({
      found: { accessToken: token },
      dropped: ['another FIRST_WABA', 'another SECOND_WABA'],
    });
  });
});

describe('what holds no token that can be read', () => {
  test.each([
    [
      'n8n',
      JSON.stringify([{ name: 'WhatsApp', type: 'whatsAppApi', data: 'U2FsdGVkX19abcdefgh' }]),
      /--decrypted/,
    ],
    ['n8n of the other form', JSON.stringify([{ data: `k1:${'Ab3/'.repeat(20)}` }]), /--decrypted/],
    ['Doppler', `3:base64:500000:${'Ab3/'.repeat(20)}-${'Ab3/'.repeat(4)}`, /--no-file/],
    ['a file of something else', '{"port":3000}', /Nothing in this text/],
  ])('is told of %s', (_, text, sentence) => {
    expect(recognisePaste(text)).toBeNull();
    expect(whyNothing(text)).toMatch(sentence);
  });

  test('is never one value, when it is an object', () => {
    expect(wholeness('{"port":3000}')).toBe('several');
    expect(wholeness('3:base64:500000:AAAA-BBBB')).toBe('several');
  });
});

describe('a token and more text', () => {
  test.each([
    ['a word', `${token}\nproduction`],
    ['a name', `${token} John`],
    ['a number', `${token}\n4711`],
    ['an App Secret', `${token.slice(0, 80)}\n${secret}`],
  ])('is never put together with %s', (_, text) => {
    expect(recognisePaste(text)?.found.accessToken).toBe(text.split(/\s/)[0]);
  });

  test('that may be the rest of it is asked about', () => {
    const rest = 'Gx7ZbGx7Zb';
    const choices = recognisePaste(`${token}\n${rest}`)?.choices;
    expect(choices?.map(({ found }) => found.accessToken)).toEqual([token, token + rest]);
  });
});
