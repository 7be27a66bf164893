import { describe, expect, test } from 'vitest';
import { Problem } from '../../errors.ts';
import { BodyCheck, type BodyFacts } from './body-check.ts';
import { formType, jsonType, judge, multipartType, part, parts } from './body-testing.ts';

const deep = (levels: number) => `{"a":${'['.repeat(levels)}${']'.repeat(levels)}}`;
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
const swapped = (text: string) => utf16(text).swap16();
const typed = (type: string) => parts(part('name="a"', 'x', `Content-Type: ${type}\r\n`));

describe('what clients send passes', () => {
  test.each<[string, string | undefined, string | Buffer]>([
    [
      'JSON',
      jsonType,
      '{"messaging_product":"whatsapp","to":"1","a":[{"b":[1,-2.5e3,true,null,"\\u00e9\\n"]},{}]}',
    ],
    ['JSON with blanks and a charset', 'application/json; charset=UTF-8', ' {\r\n\t"a" : [ ] } \n'],
    ['empty JSON', jsonType, '{}'],
    ['JSON 100 levels deep', jsonType, deep(99)],
    [
      'JSON that says such names in values',
      jsonType,
      '{"text":"access_token=mine, batch","a":{"method":"x"}}',
    ],
    ['JSON with the same name in two places', jsonType, '{"a":{"x":1},"b":{"x":1}}'],
    ['JSON in UTF-8', jsonType, '{"text":"é 日本 😀"}'],
    ['JSON of its own kind', 'application/ld+json', '{"a":1}'],
    ['a form', formType, 'name=a%26b+c&categories[]=OTHER&categories[0]=x&empty=&flag'],
    ['a form of axios', 'application/x-www-form-urlencoded;charset=utf-8', 'a=1'],
    ['a form as curl sends it', formType, 'name=Ünïcode and blanks&categories=["OTHER"]&off=100%\n'],
    ['an empty form', formType, ''],
    ['a form that asks for fields', formType, 'fields=id,name{first}&ids=1,2'],
    ['a multipart form', multipartType, parts(part('name="name"', 'a\r\nb'), part('name="empty"', ''))],
    ['an empty multipart form', multipartType, parts()],
    ['one without the last end of a line', multipartType, '--b0--'],
    ['one in quotes', 'multipart/form-data; boundary="b0"', parts(part('name="a"'))],
    [
      'a file of curl',
      multipartType,
      parts(part('name="file"; filename="a b.json"', '{}', 'Content-Type: application/json\r\n')),
    ],
    ['a file of .NET', multipartType, parts(part("name=file; filename=a.json; filename*=utf-8''a.json"))],
    ['a file of old urllib3', multipartType, parts(part('name="file"; filename*=utf-8\'\'%C3%A9.json'))],
    [
      'a text of aiohttp',
      multipartType,
      parts(part('name="a"', 'x', 'Content-Type: text/plain; charset=utf-8\r\n')),
    ],
    ['a part of OkHttp', multipartType, parts(part('name="a"', 'x', 'Content-Length: 1\r\n'))],
    ['a part of Apache', multipartType, parts(part('name="a"', 'x', 'Content-Transfer-Encoding: 8bit\r\n'))],
    [
      'a file in any charset',
      multipartType,
      parts(part('name="file"; filename="é.txt"', '\xff', 'Content-Type: text/plain; charset=x\r\n')),
    ],
    ['parts whose type says a charset', `${multipartType}; charset=UTF-8`, parts(part('name="a"'))],
    [
      'the same before the boundary',
      'multipart/form-data; charset="utf-8"; boundary=b0',
      parts(part('name="a"')),
    ],
    ['parts whose type ends in ;', `${multipartType};`, parts(part('name="a"'))],
    ['JSON in utf8', 'application/json; charset=utf8', '{}'],
    ['JSON whose type ends in ;', 'application/json;', '{}'],
    ['JSON whose charset ends in ;', 'application/json; charset=utf-8; ', '{}'],
    ['a text of HttpClient', multipartType, typed('text/plain; charset=ISO-8859-1')],
    ['a text in ASCII', multipartType, typed('text/plain; charset="US-ASCII"; format=flowed')],
    ['a text in one charset twice', multipartType, typed('text/plain; charset=utf-8; charset=us-ascii')],
    ['a text with an empty type', multipartType, typed('')],
    ['lines after the last part', multipartType, `${parts(part('name="a"'))}\r\n\r\n`],
    ['a file by itself', 'video/mp4', Buffer.from([0, 255, 0])],
    ['bytes', 'application/octet-stream', 'access_token=x'],
  ])('%s', (_what, type, body) => {
    for (const piece of [1, 7, 100_000]) expect(judge(type, body, piece)).toBe('passes');
  });

  test('of the session of an upload: bytes, whatever they are called, and sent as such', () => {
    for (const type of [undefined, formType, jsonType, 'text/plain']) {
      const check = new BodyCheck({
        path: '/v26.0/upload:MTph',
        contentType: type,
        length: null,
        warnings: new Set(),
      });
      check.push(Buffer.from([0, 1, 2]));
      check.end();
      expect(check.contentType).toBe('application/octet-stream');
    }
    const facts: BodyFacts = {
      path: '/v26.0/upload:MTph',
      contentType: 'image/png',
      length: null,
      warnings: new Set(),
    };
    expect(new BodyCheck(facts).contentType).toBe('image/png');
  });

  test('of the session of an upload: a document whose bytes read like parameters', () => {
    const pdf = Buffer.from(
      '%PDF-1.7\n1 0 obj <</URI (https://x.test/?a=1&method=delete&access_token=x)>>\0\xff',
      'latin1',
    );
    for (const type of [undefined, formType, jsonType, multipartType, 'application/pdf']) {
      for (const piece of [1, 7, 100_000])
        expect(judge(type, pdf, piece, '/v26.0/upload:MTph')).toBe('passes');
    }
    expect(judge(formType, pdf, 7, '/v26.0/1')).not.toBe('passes');
  });

  test.each<[string, string, string]>([
    ['/1', 'Application/JSON;charset=UTF8;', 'application/json;charset=utf-8'],
    ['/1', 'application/json', 'application/json'],
    ['/1', `${formType};charset=utf-8`, `${formType};charset=utf-8`],
    ['/1', 'multipart/form-data; charset=utf-8; boundary="b0";', 'multipart/form-data; boundary=b0'],
    ['/1', 'multipart/form-data; boundary="b:0"; charset=utf-8', 'multipart/form-data; boundary="b:0"'],
    ['/1', 'Image/PNG; x="y", multipart/form-data; boundary=b', 'image/png'],
    ['/1/upload:MTph', 'image/png; charset=utf-7', 'image/png'],
    ['/1/upload:MTph', 'application/vnd.api+json', 'application/octet-stream'],
    ['/1/upload:MTph', 'Application/Vnd.Api+JSON; a=b', 'application/octet-stream'],
  ])('to %s as %s and goes up as %s', (path, contentType, up) => {
    expect(new BodyCheck({ path, contentType, length: null, warnings: new Set() }).contentType).toBe(up);
  });

  test('without a type if it is a form, and goes up as one', () => {
    expect(judge(undefined, 'a=1')).toBe('passes');
    expect(
      new BodyCheck({ path: '/1', contentType: undefined, length: null, warnings: new Set() }).contentType,
    ).toBe(formType);
  });
});

describe('what can’t be read in just one way is refused', () => {
  test.each<[string, string | undefined, string | Buffer]>([
    ['JSON 5,000 levels deep', jsonType, deep(5_000)],
    ['JSON 101 levels deep', jsonType, deep(100)],
    ['JSON with a byte order mark', jsonType, '\ufeff{"a":1}'],
    ['JSON in UTF-16', jsonType, utf16('{"access_token":"x"}')],
    ['JSON in UTF-16, the other way round', jsonType, swapped('{"access_token":"x"}')],
    ['JSON in UTF-16 that says so', 'application/json; charset=utf-16', utf16('{"access_token":"x"}')],
    ['JSON in another charset', 'application/json; charset=utf-7', '{}'],
    ['JSON with broken UTF-8', jsonType, Buffer.from('{"a":"\xc3"}', 'latin1')],
    ['JSON that ends within a letter', jsonType, Buffer.from('{"a":1}\xc3', 'latin1')],
    ['a list', jsonType, '[{"access_token":"x"}]'],
    ['a text', jsonType, '"access_token=x"'],
    ['a number', jsonType, '1'],
    ['nothing', jsonType, ''],
    ['half an object', jsonType, '{"a":1'],
    ['half an escape', jsonType, '{"a":"\\u00'],
    ['two objects', jsonType, '{"a":1}{"access_token":"x"}'],
    ['a name twice', jsonType, '{"fields":"id","fields":"name"}'],
    ['a name twice, once escaped', jsonType, '{"ab":1,"\\u0061b":2}'],
    ['a name with a NUL', jsonType, '{"access_token\\u0000":"x"}'],
    ['a name with an invisible letter', jsonType, '{"access_\u200btoken":"x"}'],
    ['an empty name', jsonType, '{"":1}'],
    ['names in apostrophes', jsonType, "{'access_token':1}"],
    ['names in nothing', jsonType, '{access_token:1}'],
    ['a comment', jsonType, '{/**/"a":1}'],
    ['a comma too many', jsonType, '{"a":1,}'],
    ['a comma too few', jsonType, '{"a":1 "b":2}'],
    ['a comma for a value', jsonType, '{"a":,}'],
    ['a bracket of another kind', jsonType, '{"a":[1}}'],
    ['a list with a comma at its end', jsonType, '{"a":[1,]}'],
    ['a number of its own', jsonType, '{"a":01}'],
    ['a word of its own', jsonType, '{"a":NaN}'],
    ['a line in a text', jsonType, '{"a":"\n"}'],
    ['an escape of its own', jsonType, '{"a":"\\x41"}'],
    ['fields without end', jsonType, `{"fields":"${'a,'.repeat(20_000)}"}`],
    ['JSON in a form', formType, '{"access_token":"x"}'],
    ['a form with a NUL in a name', formType, 'access_token%00=x'],
    ['a form with a NUL before a name', formType, '%00access_token=x'],
    ['a form with a broken escape in a name', formType, 'access%5token=x'],
    ['a form with a byte order mark', formType, '\ufeffaccess_token=x'],
    ['a form with an escaped one', formType, '%EF%BB%BFaccess_token=x'],
    ['a form in UTF-16', formType, utf16('access_token=x')],
    ['a form in UTF-16, the other way round', formType, swapped('access_token=x')],
    ['a form in another charset', 'application/x-www-form-urlencoded; charset=utf-16', 'a=1'],
    ['a form that says its charset', formType, '_charset_=utf-16&a=1'],
    ['a form with a control character in a value', formType, 'a=\u0001'],
    ['a form without a name', formType, '=x'],
    ['a broken escape in fields', formType, 'fields=access%5token'],
    ['a form whose type goes on after a comma', 'application/x-www-form-urlencoded, text/plain', 'a=1'],
    ['JSON whose type goes on after a blank', 'application/json x', '{}'],
    ['text', 'text/plain', 'access_token=x'],
    ['XML', 'application/xml', '<a/>'],
    ['a type that is none', 'json', '{}'],
    ['bytes without a type', undefined, Buffer.from([0, 1, 2])],
    ['JSON without a type', undefined, '{"access_token":"x"}'],
    ['parts of another kind', 'multipart/mixed; boundary=b0', parts(part('name="a"'))],
    ['parts without a boundary', 'multipart/form-data', parts(part('name="a"'))],
    ['two boundaries', 'multipart/form-data; boundary=b0; boundary=b1', parts(part('name="a"'))],
    ['a boundary with a comma', 'multipart/form-data; boundary=b0,x', parts(part('name="a"'))],
    ['another boundary than said', 'multipart/form-data; boundary=b1', parts(part('name="a"'))],
    ['a name after a blank', multipartType, parts(part('name= "access_token"'))],
    ['a name before a blank', multipartType, parts(part('name ="access_token"'))],
    ['a name in apostrophes', multipartType, parts(part("name='access_token'"))],
    ['a folded head', multipartType, parts(part('\r\n name="access_token"'))],
    ['a folded parameter', multipartType, parts(part('filename="x";\r\n\tname="access_token"'))],
    ['a name that says its charset', multipartType, parts(part("name*=utf-8''access_token"))],
    ['the same beside another', multipartType, parts(part('name="a"; name*=utf-8\'\'access_token'))],
    ['two names', multipartType, parts(part('name="a"; name="access_token"'))],
    ['a name with a NUL', multipartType, parts(part('name="access_token\0"'))],
    ['a name with an escaped NUL', multipartType, parts(part('name="access_token%00"'))],
    ['a name with a backslash', multipartType, parts(part('name="access_\\token"'))],
    ['a file name with a quote', multipartType, parts(part('filename="\\"; name="access_token"'))],
    ['no name', multipartType, parts(part('filename="x"'))],
    ['another disposition', multipartType, parts(part('name="a"').replace('form-data', 'attachment'))],
    ['no disposition', multipartType, '--b0\r\nContent-Type: text/plain\r\n\r\nx\r\n--b0--\r\n'],
    [
      'two dispositions',
      multipartType,
      parts(part('name="a"', 'x', 'Content-Disposition: form-data; name="b"\r\n')),
    ],
    ['a header of its own', multipartType, parts(part('name="a"', 'x', 'X-Name: access_token\r\n'))],
    ['a blank before a colon', multipartType, parts(part('name="a"', 'x', 'Content-Type : text/plain\r\n'))],
    [
      'parts in a part',
      multipartType,
      parts(part('name="a"', 'x', 'Content-Type: multipart/mixed; boundary=c\r\n')),
    ],
    [
      'a part in base64',
      multipartType,
      parts(part('name="fields"', 'eA==', 'Content-Transfer-Encoding: base64\r\n')),
    ],
    [
      'a part in UTF-16',
      multipartType,
      parts(part('name="a"', 'x', 'Content-Type: text/plain; charset=utf-16\r\n')),
    ],
    ['a part in UTF-16 after UTF-8', multipartType, typed('text/plain; charset=utf-8; charset=utf-16')],
    ['a part in UTF-16 in pieces', multipartType, typed('text/plain; charset*=utf-16')],
    ['a part in UTF-16 in numbered pieces', multipartType, typed('text/plain; charset*0=utf-16')],
    ['a part in UTF-16 as said in quotes', multipartType, typed('text/plain; x="; charset=utf-16"')],
    ['a part in UTF-8 with a tail', multipartType, typed('text/plain; charset=utf-8,utf-16')],
    ['parts in another charset', `${multipartType}; charset=utf-16`, parts(part('name="a"'))],
    ['parts in two charsets', `${multipartType}; charset=utf-16; charset=utf-8`, parts(part('name="a"'))],
    ['JSON with two ; at its end', 'application/json;;', '{}'],
    ['LF after the last part', multipartType, `${parts(part('name="a"'))}\n`],
    ['half a line after the last part', multipartType, `${parts(part('name="a"'))}\r`],
    ['text after the lines after the last part', multipartType, `${parts(part('name="a"'))}\r\nx`],
    ['parts after those', multipartType, `${parts(part('name="a"'))}\r\n${parts(part('name="b"'))}`],
    ['lines that end in LF', multipartType, parts(part('name="access_token"')).replaceAll('\r', '')],
    [
      'a boundary on a line that ends in LF',
      multipartType,
      parts(part('name="a"', 'x\n--b0\nContent-Disposition: form-data; name="access_token"\n\ny')),
    ],
    ['a boundary at the end of a line', multipartType, parts(part('name="a"', `x${part('name="b"')}`))],
    ['a boundary within a line', multipartType, parts(part('name="a"', 'x--b0x'))],
    ['a boundary before a blank', multipartType, parts(part('name="a"')).replace('--b0\r', '--b0 \r')],
    ['something before the first part', multipartType, `x\r\n${parts(part('name="a"'))}`],
    ['something after the last', multipartType, `${parts(part('name="a"'))}${part('name="access_token"')}`],
    ['no end', multipartType, part('name="a"')],
    ['a head without end', multipartType, part(`name="a"; filename="${'x'.repeat(5_000)}"`)],
    ['a byte order mark before parts', multipartType, `\ufeff${parts(part('name="a"'))}`],
    ['parts in UTF-16', multipartType, utf16(parts(part('name="access_token"')))],
  ])('%s', (_what, type, body) => {
    for (const piece of [1, 7, 100_000]) expect(judge(type, body, piece)).toBe('invalid_input');
  });

  test('by a sentence that quotes nothing of it', () => {
    for (const [type, body] of [
      [jsonType, '{"quoted\\u0000":"quoted"}'],
      [formType, 'quoted%00=quoted'],
      [multipartType, parts(part('name= "quoted"', 'quoted'))],
      ['quoted/x', 'quoted'],
    ] as const) {
      const check = () => {
        const made = new BodyCheck({ path: '/1', contentType: type, length: null, warnings: new Set() });
        made.push(Buffer.from(body));
        made.end();
      };
      expect(check).toThrow(Problem);
      expect(check).toThrow(expect.not.objectContaining({ message: expect.stringContaining('quoted') }));
    }
  });
});

describe('values are judged only where a rule needs them', () => {
  test.each<[string, string, string]>([
    ['fields of JSON', jsonType, '{"fields":["id","access_token"]}'],
    ['fields that are escaped', jsonType, '{"fields":"acc\\u0065ss_token"}'],
    ['fields in deeper JSON', jsonType, '{"fields":[["id",{"a":"access_token"}]]}'],
    ['ids', jsonType, '{"ids":"me,debug_token"}'],
    ['fields of a form', formType, 'fields=id%2Caccess%5Ftoken'],
    ['fields that are escaped twice', formType, 'fields=acc%2565ss_t%256Fken'],
    ['fields of JSON that are escaped as in forms', jsonType, '{"fields":"acc%65ss_token"}'],
    ['an id of JSON', jsonType, '{"id":"me/accounts"}'],
    ['an id in a part', multipartType, parts(part('name="id"', 'me/accounts'))],
    ['fields of a list', formType, 'fields[1]=access_token'],
    ['fields in another line of a part', multipartType, parts(part('name="fields"', 'id,\r\naccess_token'))],
  ])('%s', (_what, type, body) => {
    for (const piece of [1, 7, 100_000]) expect(judge(type, body, piece)).toBe('call_refused');
  });

  test('and those of files are never', () => {
    expect(judge(multipartType, parts(part('name="file"; filename="x"', '{"access_token":"\0"}')))).toBe(
      'passes',
    );
  });
});

test('a form has as many names as JSON, and what has more is given up at once', () => {
  const many = (count: number) => Array.from({ length: count }, (_one, at) => `n${at}`);
  const written: Record<string, (count: number) => string> = {
    [jsonType]: (count) => JSON.stringify(Object.fromEntries(many(count).map((name) => [name, 1]))),
    [formType]: (count) => many(count).join('&'),
    [multipartType]: (count) => parts(...many(count).map((name) => part(`name="${name}"`))),
  };
  for (const [type, write] of Object.entries(written)) {
    expect([type, judge(type, write(1_000), 65_536)]).toEqual([type, 'passes']);
    expect([type, judge(type, write(1_001), 65_536)]).toEqual([type, 'invalid_input']);
  }
  const started = performance.now();
  for (const piece of ['a&', '&', ';', 'a=b&'])
    expect(judge(formType, piece.repeat(5_000_000), 65_536)).toBe('invalid_input');
  expect(judge(multipartType, part('name="a"').repeat(200_000), 65_536)).toBe('invalid_input');
  expect(performance.now() - started).toBeLessThan(1_500);
});

test('a body of 10 MB, of whatever kind, costs bounded time', () => {
  const text = 'x\\"'.repeat(3_500_000);
  const started = performance.now();
  expect(judge(jsonType, `{"flow_json":"${text}"}`, 65_536)).toBe('passes');
  expect(judge(formType, `flow_json=${'%22x='.repeat(2_000_000)}`, 65_536)).toBe('passes');
  expect(
    judge(multipartType, parts(part('name="file"; filename="x"', '\r\n--b\r\n'.repeat(1_000_000))), 65_536),
  ).toBe('passes');
  expect(judge(jsonType, `{"a":${'['.repeat(10_000_000)}`, 65_536)).toBe('invalid_input');
  expect(judge(multipartType, 'content-disposition: form-data; name=a;'.repeat(200_000), 65_536)).toBe(
    'invalid_input',
  );
  expect(performance.now() - started).toBeLessThan(10_000);
});
