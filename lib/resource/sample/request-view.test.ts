import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import type { GraphRequest, RequestBody } from '../../connector/endpoint.ts';
import { leastValues, template, templates, wabaId } from '../../connector/endpoint-testing.ts';
import { planRequest } from './planned-call.ts';
import { requestView } from './request-view.ts';

const credential = { id: '0199d1a2-7c3e-7b11-8a4e-2f6d5c4b3a21', apiVersion: 'v26.0' };
const resourceId = '0199d1a2-7c3e-7b11-8a4e-2f6d5c4b3a22';

const view = (request: Partial<GraphRequest>, resource: string | null = null) =>
  requestView({ method: 'GET', path: '/1', query: '', body: null, ...request }, credential, resource);

/** Lets a shell run a command in which curl only tells what it was given. */
function argumentsOf(command: string): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}`;
  const printed = execFileSync('bash', ['--norc', '-c', script], {
    env: { NODE_ENV: 'test', FLOWKEEP_KEY: 'fk_key' },
    encoding: 'utf8',
  });
  return printed.split('\0').slice(0, -1);
}

/** The same, and what curl would read besides. */
function inputOf(command: string): string {
  return execFileSync('bash', ['--norc'], { input: `curl() { cat; }\n${command}`, encoding: 'utf8' });
}

describe('what Graph gets, for people', () => {
  test('is method and address, with commas and brackets as they are', () => {
    const query = new URLSearchParams({
      fields: 'id,metric.name(X).since(2026-10-01){a:b/c}',
      q: 'a&b=c %2C+',
    });
    const { method, url } = view({ path: `/${wabaId}/flows`, query: query.toString() });
    expect(method).toBe('GET');
    expect(url).toBe(
      `https://graph.facebook.com/v26.0/${wabaId}/flows?fields=id,metric.name(X).since(2026-10-01){a:b/c}&q=a%26b%3Dc+%252C%2B`,
    );
    expect([...new URL(url).searchParams]).toEqual([...query]);
  });

  test('has no question mark where it has no query', () => {
    expect(view({}).url).toBe('https://graph.facebook.com/v26.0/1');
  });

  test('shows that a token goes along, and not which', () => {
    expect(view({}).headers).toEqual([{ name: 'Authorization', value: 'Bearer ••••••••' }]);
  });

  test.each([
    [{ kind: 'json', value: { a: ['b', { c: 'ä' }] } }, 'application/json', /^\{\n {2}"a": \[\n/],
    [{ kind: 'form', fields: { k: 'a&b\n' } }, 'application/x-www-form-urlencoded', /^k=a%26b%0A$/],
    [
      {
        kind: 'multipart',
        fields: { name: 'flow.json' },
        file: { field: 'file', name: 'flow.json', type: 'application/json', text: '{"ä":1}' },
      },
      'multipart/form-data',
      /^name=flow\.json\nfile=@flow\.json \(application\/json, 8 bytes\)\n\n\{"ä":1\}$/,
    ],
  ] satisfies [RequestBody, string, RegExp][])('shows the body %j and its type', (body, type, text) => {
    const { headers, body: shown } = view({ method: 'POST', body });
    expect(headers[1]).toEqual({ name: 'Content-Type', value: type });
    expect(shown).toMatch(text);
    expect(view({}).body).toBeNull();
  });
});

describe('the same call through the gateway, as a command', () => {
  const address = `http://localhost:3000/graph/${credential.id}`;
  const key = ['-H', 'Authorization: Bearer fk_key'];

  test('reads with the key of the shell, and below no version', () => {
    const { curl } = view({ path: `/${wabaId}/flows`, query: 'fields=id%2Cname&limit=25' });
    expect(argumentsOf(curl)).toEqual([`${address}/${wabaId}/flows?fields=id,name&limit=25`, ...key]);
  });

  test('names the source or destination, where there is one', () => {
    expect(argumentsOf(view({}, resourceId).curl)).toEqual([
      `${address}/1`,
      ...key,
      '-H',
      `X-Flowkeep-Resource: ${resourceId}`,
    ]);
  });

  test.each(['POST', 'DELETE'] as const)('may %s', (method) => {
    expect(argumentsOf(view({ method }).curl)).toEqual(['-X', method, `${address}/1`, ...key]);
  });

  test('leaves brackets in an address to Graph, which curl would read as a list of addresses', () => {
    for (const query of ['fields=a%7Bid%2Cname%7D', 'a={b,c}', 'a=[1-3]']) {
      const [first, ...rest] = argumentsOf(view({ query }).curl);
      expect([query, first, rest.length]).toEqual([query, '--globoff', 3]);
    }
    expect(argumentsOf(view({ query: 'fields=a(1)' }).curl)).not.toContain('--globoff');
  });

  const nasty = [
    `it's`,
    `''''`,
    'a"b',
    '$(touch /tmp/flowkeep-was-here)',
    '`id`',
    '$HOME $PATH $FLOWKEEP_KEY',
    'line one\nline two\r\n\ttabbed',
    'back\\slash \\n \\',
    '!history !! !$',
    '; rm -rf x & y | z > w < v # c',
    '* ? [a-z] ~ {a,b}',
    '@file',
    '-X DELETE',
    'ä 中 🙂 \u202e',
  ];

  test.each(nasty)('takes any value as what it is: %j', (value) => {
    const json = view({ method: 'POST', body: { kind: 'json', value: { [value]: value } } });
    const [, , , , , , contentType, , data] = argumentsOf(json.curl);
    expect([contentType, JSON.parse(data ?? '')]).toEqual([
      'Content-Type: application/json',
      { [value]: value },
    ]);
    const form = argumentsOf(view({ method: 'POST', body: { kind: 'form', fields: { k: value } } }).curl);
    expect(form.slice(-2)).toEqual(['--data-urlencode', `k=${value}`]);
    expect(argumentsOf(view({ query: `a=${value}` }).curl)).toContain(`${address}/1?a=${value}`);
  });

  test.each(nasty)('takes any text as its input: %j', (value) => {
    const text = `${value}\nEND\n END_\nEND_\n${value}`;
    const file = { field: 'file', name: 'a.json', type: 'application/json', text };
    const { curl } = view({ method: 'POST', body: { kind: 'multipart', fields: {}, file } });
    expect(inputOf(curl)).toBe(`${text}\n`);
  });

  test('brings the file that it sends', () => {
    const { curl } = requestView(plan('upload-flow-json'), credential, null);
    expect(argumentsOf(curl).slice(-6)).toEqual([
      '--form',
      'name=flow.json',
      '--form',
      'asset_type=FLOW_JSON',
      '--form',
      'file=@-;filename=flow.json;type=application/json',
    ]);
    expect(inputOf(curl)).toBe('{}\n');
  });
});

function plan(id: string): GraphRequest {
  const found = template(id);
  return planRequest(found, found.schema.parse(leastValues[id]), wabaId, {});
}

test('neither view nor command holds a secret: nobody gives them one', () => {
  for (const { id } of templates) {
    const text = JSON.stringify(requestView(plan(id), credential, resourceId));
    expect(text).not.toMatch(/EAA|appsecret|access_token|fk_/);
    expect(text).toContain('$FLOWKEEP_KEY');
  }
});
