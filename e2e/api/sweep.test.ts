/**
 * Every operation of the API with what nobody should send: garbage, and the ids of what is others'. Each answer is one
 * that the description promises. Who may ask at all, and with an id that nothing has, is in matrix.test.ts; its table
 * of operations is this one's too, and holds every route file.
 */
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { newApiKeySchema } from '../../lib/access/keys/api-key-schema.ts';
import { newInvitationSchema } from '../../lib/access/people/member-schema.ts';
import { readRoutes } from '../../lib/http/app-files-testing.ts';
import { admin, member } from '../world.ts';
import { type Answer, addTile, type Call, call, freshName, fromPage, signIn, withKey } from './client.ts';
import { documentation, undocumented } from './documented.ts';
import { newcomer, nowhere, rows } from './operations.ts';

const description = await documentation();
const routes = await readRoutes();

const operations = Object.entries(rows).map(([name, { body }]) => {
  const [method = '', path = ''] = name.split(' ');
  const operation = routes.get(path)?.get(method as 'GET')?.operation;
  return { name, method, path, body, operation, query: path.endsWith('/choices') ? '?of=flows' : '' };
});
type Asked = (typeof operations)[number];

let asAdmin: Record<string, string>;
/** By the beginning of a path: an id of something, and somebody whose it is not. */
let foreign: [beginning: string, id: string, stranger: Record<string, string>][];

async function made(path: string, json: unknown): Promise<unknown> {
  const answer = await call(path, { json, headers: asAdmin });
  expect(answer.status, answer.text).toBe(201);
  return answer.body;
}

beforeAll(async () => {
  asAdmin = fromPage((await signIn(admin)).jar);
  const [mine, others] = [await addTile(), await addTile()];
  const key = async (credentialIds: string[]) =>
    newApiKeySchema.parse(
      await made('/api/keys', { name: freshName(), scopes: ['manage', 'use'], credentialIds }),
    );
  const confined = await key([mine.id]);
  const resource = { name: freshName(), connector: 'whatsapp-flows', credentialId: others.id };
  const source = (await made('/api/sources', resource)) as { id: string };
  const destination = (await made('/api/destinations', resource)) as { id: string };
  const invitation = newInvitationSchema.parse(await made('/api/members', newcomer()));
  const { items } = (await call('/api/members', { headers: asAdmin })).body as {
    items: { id: string; email: string }[];
  };
  const person = items.find(({ email }) => email === admin.email)?.id ?? '';
  const asMember = fromPage((await signIn(member)).jar);
  foreign = [
    ['/api/credentials/', others.id, withKey(confined.key)],
    ['/api/sources/', source.id, withKey(confined.key)],
    ['/api/destinations/', destination.id, withKey(confined.key)],
    ['/api/keys/', (await key([others.id])).id, asMember],
    ['/api/members/', person, asMember],
    ['/api/invitations/', invitation.id, asMember],
  ];
});

function ask({ method, path, query, body }: Asked, id: string, changes: Call = {}): Promise<Answer> {
  const headers = { 'if-match': '"1"', ...(changes.headers ?? asAdmin) };
  const sent = changes.raw === undefined && body !== undefined ? { json: body } : {};
  return call(path.replace(/\{\w+\}/g, id) + query, { method, ...sent, ...changes, headers });
}

function expectDocumented({ method, path }: Asked, answer: Answer): void {
  expect(undocumented(description, method, path, answer)).toEqual([]);
}

const code = ({ status, body }: Answer) => [status, (body as { code?: string } | null)?.code];

describe.each(operations)('$name', (asked) => {
  test('refuses a parameter that it does not know, under its name', async () => {
    const query = `${asked.query}${asked.query ? '&' : '?'}no_such=1`;
    const answer = await ask({ ...asked, query }, nowhere);
    expect(code(answer)).toEqual([400, 'invalid_input']);
    expect(answer.body).toMatchObject({ errors: [{ field: 'no_such', code: 'unknown_field' }] });
    expectDocumented(asked, answer);
  });

  test.runIf(asked.operation?.body)('refuses garbage for a body', async () => {
    const garbage: [raw: string, type: string, expected: [number, string]][] = [
      ['null', 'application/json', [400, 'invalid_input']],
      ['[[1]]', 'application/json', [400, 'invalid_input']],
      ['{"no_such":1}', 'application/json', [400, 'invalid_input']],
      ['{"name":"\\u0000"}', 'application/json', [400, 'invalid_input']],
      ['{"name":', 'application/json', [400, 'invalid_json']],
      ['{}', 'text/plain', [415, 'unsupported_media_type']],
    ];
    for (const [raw, type, expected] of garbage) {
      const answer = await ask(asked, nowhere, { raw, headers: { ...asAdmin, 'content-type': type } });
      expect([raw, ...code(answer)]).toEqual([raw, ...expected]);
      expectDocumented(asked, answer);
    }
  });

  test.runIf(asked.path.includes('{'))('finds nothing behind garbage for an id', async () => {
    for (const id of ['x', '0', '%20', "';--", 'ffffffff-ffff-ffff-ffff-ffffffffffff', 'x'.repeat(500)]) {
      const answer = await ask(asked, id);
      expect([id, ...code(answer)]).toEqual([id, 404, 'not_found']);
      expectDocumented(asked, answer);
    }
  });

  test.runIf(asked.path.includes('{'))(
    'tells a stranger no more of an id than of one that nothing has',
    async () => {
      const [, id = '', stranger] = foreign.find(([beginning]) => asked.path.startsWith(beginning)) ?? [];
      expect(id, 'the test knows nothing of this kind').not.toBe('');
      const headers = { ...stranger, ...(asked.method === 'GET' ? {} : { origin: inject('world').url }) };
      const [answer, nothing] = [await ask(asked, id, { headers }), await ask(asked, nowhere, { headers })];
      expect(answer.status).toBeGreaterThanOrEqual(403);
      const { requestId: _, ...told } = answer.body as Record<string, unknown>;
      expect(nothing.body).toMatchObject(told);
      expectDocumented(asked, answer);
    },
  );
});

test('and nothing of what is others’ was changed', async () => {
  for (const [beginning, id] of foreign.slice(0, 3)) {
    const { status, headers } = await call(`${beginning}${id}`, { headers: asAdmin });
    expect([beginning, status, headers.get('etag')]).toEqual([beginning, 200, '"1"']);
  }
});
