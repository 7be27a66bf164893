import { describe, expect, test } from 'vitest';
import { recognisePaste } from './paste-block.ts';
import { shellWords } from './shell-words.ts';

const token = `EAA${'Gx7Zb'.repeat(40)}`;
const waba = '104996122399160';
const phone = '102290129340398';
const secret = '0123456789abcdef0123456789abcdef';

describe('one value by itself is no block', () => {
  test.each([
    ['a token', token],
    ['a token in quotes', `"${token}"\n`],
    ['a token that a terminal broke into lines', `${token.slice(0, 80)}\n${token.slice(80)}`],
    ['a header', `Authorization: Bearer ${token}`],
    ['an id', waba],
    ['an id in groups', '1049 9612 2399 160'],
    ['prose', 'hello: this is not a token'],
    ['nothing', ''],
  ])('%s', (_, text) => {
    expect(recognisePaste(text)).toBeNull();
  });
});

describe('curl', () => {
  test('gives token, version and the id before an edge that only a WABA has', () => {
    const text = `curl -i -X GET 'https://graph.facebook.com/v21.0/${waba}/flows?limit=1' \\\n  -H 'Authorization: Bearer ${token}' \\\n  -H "Content-Type: application/json"`;
    expect(recognisePaste(text)).toEqual({
      what: 'a curl command',
      found: { accessToken: token, wabaId: waba, apiVersion: 'v21.0' },
      dropped: ['limit', 'Content-Type'],
      choices: [],
    });
  });

  test('never takes the id of a phone number for the WABA', () => {
    const text = `curl 'https://graph.facebook.com/v25.0/${phone}/messages' -H 'Authorization: Bearer ${token}' -d '{"messaging_product":"whatsapp","to":"15550001111"}'`;
    expect(recognisePaste(text)).toEqual({
      what: 'a curl command',
      found: { accessToken: token, apiVersion: 'v25.0' },
      dropped: ['phone number ID', 'messaging_product', 'to'],
      choices: [],
    });
  });

  test('reads form data, attached options and the token of a URL', () => {
    const text = `$ curl -XPOST "graph.facebook.com/v26.0/${waba}/subscribed_apps?access_token=${token}" -Hx-trace:1 -d 'a=1&b=2'`;
    expect(recognisePaste(text)).toEqual({
      what: 'a curl command',
      found: { accessToken: token, wabaId: waba, apiVersion: 'v26.0' },
      dropped: ['x-trace', 'a', 'b'],
      choices: [],
    });
  });

  test('leaves placeholders out', () => {
    const text = `curl 'https://graph.facebook.com/v21.0/${waba}/flows' -H 'Authorization: Bearer <ACCESS_TOKEN>'`;
    expect(recognisePaste(text)?.found).toEqual({ wabaId: waba, apiVersion: 'v21.0' });
  });
});

describe('files and answers', () => {
  test('lines of a .env file', () => {
    const text = `# Meta\nexport WHATSAPP_TOKEN="${token}"\nWHATSAPP_BUSINESS_ACCOUNT_ID=${waba}\nPHONE_NUMBER_ID=${phone}\nVERIFY_TOKEN=abc\nGRAPH_API_VERSION=25\nFB_APP_SECRET=${secret}\n`;
    expect(recognisePaste(text)).toEqual({
      what: 'several lines',
      found: { accessToken: token, wabaId: waba, apiVersion: 'v25.0', appSecret: secret },
      dropped: ['PHONE_NUMBER_ID', 'VERIFY_TOKEN'],
      choices: [],
    });
  });

  test('one line with a name', () => {
    expect(recognisePaste(`ACCESS_TOKEN=${token}`)).toEqual({
      what: 'a name with its value',
      found: { accessToken: token },
      dropped: [],
      choices: [],
    });
  });

  test('labels as people write them', () => {
    const text = `Access Token: ${token}\nWhatsApp Business Account ID: 1049 9612 2399 160\nAPI Version: v26.0`;
    expect(recognisePaste(text)?.found).toEqual({ accessToken: token, wabaId: waba, apiVersion: 'v26.0' });
  });

  test('a token and an id on two lines', () => {
    expect(recognisePaste(`${token}\n${waba}`)?.found).toEqual({ accessToken: token, wabaId: waba });
  });

  test('program text', () => {
    const text = `const accessToken = '${token}';\nconst wabaId = "${waba}";`;
    expect(recognisePaste(text)?.found).toEqual({ accessToken: token, wabaId: waba });
  });

  test('JSON, however deep', () => {
    const text = JSON.stringify({
      meta: { auth: [{ access_token: token }], waba_id: waba },
      expires_in: 5183944,
    });
    expect(recognisePaste(text)).toEqual({
      what: 'JSON',
      found: { accessToken: token, wabaId: waba },
      dropped: ['expires_in'],
      choices: [],
    });
  });

  test('an exported list of variables', () => {
    const text = JSON.stringify({ values: [{ key: 'Access-Token', value: token, enabled: true }] });
    expect(recognisePaste(text)?.found).toEqual({ accessToken: token });
  });

  test('a URL of Graph, with its token in the query or in the fragment', () => {
    const query = `https://graph.facebook.com/v24.0/${waba}/message_templates?access_token=${token}`;
    expect(recognisePaste(query)).toMatchObject({
      what: 'a URL',
      found: { accessToken: token, wabaId: waba, apiVersion: 'v24.0' },
    });
    const fragment = `https://example.com/callback#access_token=${token}&expires_in=100`;
    expect(recognisePaste(fragment)?.found).toEqual({ accessToken: token });
  });

  test('the address of WhatsApp Manager', () => {
    const text = `https://business.facebook.com/latest/whatsapp_manager/overview?business_id=2729063490586005&waba_id=${waba}`;
    expect(recognisePaste(text)).toMatchObject({ found: { wabaId: waba }, dropped: ['business_id'] });
  });

  test('lines of a request', () => {
    const text = `GET /v25.0/${waba}/flows HTTP/1.1\r\nHost: graph.facebook.com\r\nAuthorization: Bearer ${token}\r\n`;
    expect(recognisePaste(text)).toEqual({
      what: 'lines of a request',
      found: { accessToken: token, wabaId: waba, apiVersion: 'v25.0' },
      dropped: ['Host'],
      choices: [],
    });
  });
});

describe('care', () => {
  test('the account of another product is not taken', () => {
    expect(recognisePaste(`INSTAGRAM_BUSINESS_ACCOUNT_ID=17841400478070000`)).toBeNull();
  });

  test('the first of two tokens is taken, and the other is named as left out', () => {
    const other = `EAA${'Qw3'.repeat(50)}`;
    expect(recognisePaste(`ACCESS_TOKEN=${token}\nPAGE_ACCESS_TOKEN=${other}`)).toMatchObject({
      found: { accessToken: token },
      dropped: ['another PAGE_ACCESS_TOKEN'],
    });
  });

  test('what was left out is named and never shown', () => {
    const text = `ACCESS_TOKEN=${token}\n${token.slice(0, 39)}: x\nplain words with ${token}`;
    expect(JSON.stringify(recognisePaste(text)?.dropped)).not.toContain('EAA');
  });

  // What takes the square of the length would take minutes.
  test.each([
    ['lines', 'a=b\n'.repeat(60_000)],
    ['rows', 'a,b\n'.repeat(60_000)],
    ['brackets', 'a {\n'.repeat(60_000)],
    ['deeper and deeper lines', Array.from({ length: 700 }, (_, n) => `${' '.repeat(n)}a:`).join('\n')],
    ['nested JSON that is none', '['.repeat(1_000_000)],
    ['nested JSON', `${'['.repeat(49_000)}${']'.repeat(49_000)}`],
    ['an object in a line', `{${'b:1,'.repeat(100_000)}}`],
    ['an open quote', `curl "${'x '.repeat(400_000)}`],
    ['separators', ':'.repeat(1_000_000)],
    ['spaces', `curl${' '.repeat(900_000)}x {`],
    ['backslashes', '\\'.repeat(1_000_000)],
    ['beginnings of tokens', 'EAA'.repeat(300_000)],
    ['beginnings of Base64', 'RUFB'.repeat(200_000)],
    ['numbers in one line', 'phone: 12345 '.repeat(70_000)],
    ['too much', `ACCESS_TOKEN=${token}\n${'x'.repeat(1_000_000)}`],
  ])('finds nothing in a long text of %s', (_, text) => {
    expect(recognisePaste(text)).toBeNull();
  });

  test('lets choose among the first of thousands of tokens', () => {
    const text = Array.from({ length: 4_000 }, (_, n) => `T_${n}=${token}${n}\nWABA_${n}=${n + 100_000}`);
    expect(recognisePaste(text.join('\n'))?.choices).toHaveLength(20);
  });
});

describe('shellWords', () => {
  test.each([
    [`a 'b c' "d e"`, ['a', 'b c', 'd e']],
    [`a\\ b`, ['a b']],
    ['a \\\n b', ['a', 'b']],
    ['a \\\r\n b', ['a', 'b']],
    [`"say \\"x\\" \\n"`, ['say "x" \\n']],
    [`'it'\\''s'`, [`it's`]],
    [`''`, ['']],
    [`"open`, ['open']],
    ['a\\', ['a']],
  ])('splits %j', (text, words) => {
    expect(shellWords(text)).toEqual(words);
  });
});
