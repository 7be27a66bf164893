import { describe, expect, test } from 'vitest';
import { complaints, leastValues, parametersOf, requestOf, template, tokenLike } from './endpoint-testing.ts';
import { flowCategories, jsonText, optional, optionsOf, text, url } from './parameters.ts';

describe('an id of Meta', () => {
  const ids = [...parametersOf('listed').filter(({ name }) => name !== 'template')];

  test.each([
    ...ids,
    { id: 'update-flow', name: 'applicationId' },
    { id: 'migrate-flows', name: 'sourceWabaId' },
  ])('goes into addresses, so $name of $id is digits and nothing else', ({ id, name }) => {
    const hostile = ['1/../me', '12345/../me', '１２３４５', '١٢٣٤٥', '123456789012345678901', '%2f12345'];
    const more = ['12345%2fme', '12345?x=1', '12345#', '012345', '1234', '-12345', '12345\n6', '1e10', 12345];
    for (const value of [...hostile, ...more]) {
      const found = complaints(id, { ...leastValues[id], [name]: value }).filter(
        ({ field }) => field === name,
      );
      expect([value, found.length]).toEqual([value, 1]);
      expect(found[0]?.message).not.toContain(String(value));
    }
    expect(complaints(id, { ...leastValues[id], [name]: '12345678901234567890' })).toEqual([]);
  });

  test('stays text, as it outgrows numbers, and loses the blanks around it', () => {
    expect(requestOf('get-flow', { flowId: ' 9007199254740993\n' }).path).toBe('/9007199254740993');
  });
});

describe('text', () => {
  test('keeps what is written but for blanks around it', () => {
    expect(text(20).parse(' ä "b"\n\tc  ')).toBe('ä "b"\n\tc');
  });

  test.each([
    ['', 'Fill this in.'],
    ['  ', 'Fill this in.'],
    [undefined, 'Fill this in.'],
    [5, 'Fill this in.'],
    ['abcd', 'At most 3 characters.'],
  ])('%j is refused with: %s', (value, message) => {
    expect(
      text(3)
        .safeParse(value)
        .error?.issues.map((issue) => issue.message),
    ).toEqual([message]);
  });

  test.each([
    tokenLike,
    `Bearer ${tokenLike}`,
    `https://graph.facebook.com/?access_token=${tokenLike}`,
    `x${tokenLike}y`,
    '634974688087057|abcdefghijklmnopqrstuvwxyz1',
    'access_token=634974688087057%7Cabcdefghijklmnopqrstuvwxyz1',
  ])('that holds a token is refused, unquoted: %s', (value) => {
    const found = text(500).safeParse(value).error?.issues ?? [];
    expect(found.map(({ message }) => message)).toEqual([
      'This holds an access token, a key or another secret. Leave it out: Flowkeep adds the token of the credential by itself.',
    ]);
  });

  test.each(['EAA', 'EAA is a word', 'EAAB-12', '12345|short', 'from 9|to 17, Monday to Friday, each week'])(
    'that only looks a little like one is taken: %s',
    (value) => {
      expect(text(500).safeParse(value).success).toBe(true);
    },
  );
});

const deep = (levels: number) => `{"a":${'['.repeat(levels)}${']'.repeat(levels)}}`;

describe('JSON', () => {
  const taken = (value: string) => jsonText(5000).safeParse(value).success;

  test('is a whole object', () => {
    expect(taken(' {"a":[1,{"b":null}]} ')).toBe(true);
    for (const value of ['', '[]', '1', 'null', '"x"', '{', '{"a":1,}', "{'a':1}", '{}{}']) {
      expect([value, taken(value)]).toEqual([value, false]);
    }
  });

  test('that holds a token is refused, wherever it stands', () => {
    for (const value of [
      `{"a":"${tokenLike}"}`,
      `{"a":"Bearer ${tokenLike}"}`,
      `{"${tokenLike}":1}`,
      `{"a":{"b":["x?access_token=${tokenLike}"]}}`,
      '{"a":"634974688087057|abcdefghijklmnopqrstuvwxyz1"}',
    ]) {
      expect([value, taken(value)]).toEqual([value, false]);
    }
  });

  test.each<[string, string]>([
    [deep(5_000), 'The JSON is nested more than 100 levels deep. Write it otherwise.'],
    [deep(400_000), 'The JSON is nested more than 100 levels deep. Write it otherwise.'],
    ['{"a":1,"a":2}', 'The JSON holds a name twice. Write it otherwise.'],
  ])('that the gateway would not send is not taken either: %.20s', (value, message) => {
    const found = jsonText(1_000_000).safeParse(value).error?.issues ?? [];
    expect(found.map((issue) => issue.message)).toEqual([message]);
  });

  test('may hold pictures: the tables of every JPEG have the letters of a token in their midst', () => {
    const table = Buffer.from(
      '00ffc400b5100002010303020403050504040000017d010203000411051221314106135161',
      'hex',
    );
    expect(table.toString('base64')).toMatch(/EAA[A-Za-z0-9]{20}/);
    expect(taken(JSON.stringify({ src: table.toString('base64') }))).toBe(true);
  });
});

describe('an address', () => {
  const taken = (value: unknown) => url('Endpoint', 'Where.').schema.safeParse(value).success;

  test.each(['https://flows.example.com', 'https://flows.example.com:8443/a?b=c'])('%s is one', (value) => {
    expect(taken(value)).toBe(true);
  });

  test.each([
    'http://flows.example.com',
    'flows.example.com',
    'javascript:alert(1)',
    'ftp://x',
    '',
    undefined,
    `https://flows.example.com/?t=${tokenLike}`,
    `https://flows.example.com/${'x'.repeat(2000)}`,
  ])('%s is none', (value) => {
    expect(taken(value)).toBe(false);
  });
});

test('a parameter that may be left out is the same but for that', () => {
  const { flowId } = template('get-flow').parameters;
  if (!flowId) throw new Error('get-flow has no flowId');
  const { schema, ...rest } = optional(flowId);
  expect(rest).toEqual({ label: flowId.label, help: flowId.help, control: flowId.control });
  expect([schema.safeParse(undefined).success, schema.safeParse('x').success]).toEqual([true, false]);
});

test('what Meta shouts is offered in words', () => {
  expect(optionsOf(['APPOINTMENT_BOOKING', 'DAY'])).toEqual([
    { value: 'APPOINTMENT_BOOKING', label: 'Appointment booking' },
    { value: 'DAY', label: 'Day' },
  ]);
});

describe('categories', () => {
  const complain = (categories: unknown) =>
    complaints('create-flow', { name: 'Booking', categories }).map(({ message }) => message);

  test('are one or more of those that Meta has', () => {
    expect(complain([...flowCategories])).toEqual([]);
    expect(complain(['OTHER'])).toEqual([]);
  });

  test.each([[[]], [undefined], ['OTHER'], [['']], [[tokenLike]], [[...flowCategories, 'OTHER']]])(
    'not %j',
    (categories) => {
      const [message = ''] = complain(categories);
      expect(message).not.toBe('');
      expect(message).not.toContain('NotAReal');
    },
  );
});
