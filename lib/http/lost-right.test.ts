/**
 * Every route that changes something, and every way in which its caller's right is lost while it is under way. The
 * routes come from the route files: one without a row here fails.
 */
import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wabas } from '../../sandbox/account/wabas.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import type { Caller } from '../access/actor.ts';
import { makeApiKey } from '../access/keys/api-keys.ts';
import { inviteMember } from '../access/people/invitation.ts';
import { addCredential } from '../credential/add.ts';
import { adminCaller, freshDatabase, loadKeys, randomKey } from '../credential/credential-testing.ts';
import { deleteCredential } from '../credential/delete.ts';
import { replaceToken } from '../credential/replace-token.ts';
import { credentialInputSchema } from '../credential/schema.ts';
import { completeEnvironment, environment } from '../env.ts';
import { createResource } from '../resource/create.ts';
import { resourceInputSchemas } from '../resource/schema.ts';
import type { RouteHandler } from './handle.ts';
import { LostRights, losses, newAdmin, newKey, type Somebody } from './lost-right-testing.ts';

const app = join(import.meta.dirname, '..', '..', 'app');
const changing = ['POST', 'PUT', 'PATCH', 'DELETE'] as const;

let drop: () => Promise<void>;
let sandbox: Sandbox;
let rights: LostRights;
let maker: Caller;

beforeAll(async () => {
  drop = await freshDatabase();
  sandbox = await startSandbox();
  completeEnvironment({ GRAPH_BASE_URL: sandbox.url, NEXTAUTH_SECRET: randomBytes(32).toString('hex') });
  await loadKeys(randomKey('k1'));
  maker = await adminCaller();
  rights = new LostRights();
  await rights.open();
});

afterAll(async () => {
  await rights.close();
  await sandbox.close();
  await drop();
});

/** What a request is about: the id in its address, its body, the version that it was made on. */
interface Subject {
  id?: string;
  body?: unknown;
  version?: number;
  query?: string;
}

interface Row {
  subject(): Promise<Subject> | Subject;
  /** Who may; a route of admins is lost with the role. */
  members?: false;
  keys?: false;
}

const watch = { signal: new AbortController().signal };
const connector = 'whatsapp-flows';
const wabaId = wabas[0]?.id ?? '';
const anyToken = () => `EAASANDBOX${randomBytes(20).toString('hex')}`;
const anyName = () => `Test ${randomBytes(6).toString('hex')}`;
const newCredential = () => ({
  connector,
  name: anyName(),
  accessToken: anyToken(),
  wabaId,
  apiVersion: 'v26.0',
});

const stored = () => addCredential(maker, credentialInputSchema.parse(newCredential()), watch);

async function newResource(kind: 'source' | 'destination') {
  const credentialId = (await stored()).id;
  const endpoint = kind === 'source' ? 'list-flows' : 'create-flow';
  return { name: anyName(), connector, credentialId, endpoint, parameters: {} };
}

async function storedResource(kind: 'source' | 'destination') {
  const input = resourceInputSchemas[kind].parse(await newResource(kind));
  return createResource(maker, kind, input);
}

const sending = () => ({ send: true, payload: { name: anyName(), categories: ['OTHER'] } });

async function newPerson(): Promise<string> {
  return (await newAdmin()).id;
}

const versioned = async (made: Promise<{ id: string; version: number }>, body: unknown): Promise<Subject> => {
  const { id, version } = await made;
  return { id, version, body };
};

const rows: Record<string, Row> = {
  'POST /api/credentials': { subject: () => ({ body: newCredential() }) },
  'PATCH /api/credentials/{id}': {
    members: false,
    subject: () => versioned(stored(), { apiVersion: 'v25.0', description: 'Other' }),
  },
  'DELETE /api/credentials/{id}': { members: false, subject: stored },
  'POST /api/credentials/{id}/inspection': { subject: async () => ({ id: (await stored()).id }) },
  'POST /api/credentials/{id}/restoration': {
    members: false,
    subject: async () => {
      const { id } = await stored();
      await deleteCredential(maker, id, {}, null);
      return { id, body: {} };
    },
  },
  'POST /api/credentials/{id}/rollback': {
    members: false,
    subject: async () => {
      const { id, version } = await stored();
      return versioned(replaceToken(maker, id, { accessToken: anyToken() }, [version], watch), {});
    },
  },
  'PUT /api/credentials/{id}/token': {
    members: false,
    subject: () => versioned(stored(), { accessToken: anyToken() }),
  },
  'POST /api/inspections': { subject: () => ({ body: { accessToken: anyToken(), wabaId } }) },
  'POST /api/keys': {
    members: false,
    keys: false,
    subject: () => ({ body: { name: 'n', scopes: ['use'] } }),
  },
  'DELETE /api/keys/{id}': {
    members: false,
    keys: false,
    subject: async () => ({ id: (await makeApiKey(maker, { name: 'n', scopes: ['use'] })).id }),
  },
  'POST /api/members': {
    members: false,
    keys: false,
    subject: () => ({ body: { email: 'newcomer@example.com', role: 'member' } }),
  },
  'PATCH /api/members/{id}': {
    members: false,
    keys: false,
    subject: async () => ({ id: await newPerson(), body: { role: 'member' } }),
  },
  'DELETE /api/members/{id}': {
    members: false,
    keys: false,
    subject: async () => ({ id: await newPerson() }),
  },
  'DELETE /api/invitations/{id}': {
    members: false,
    keys: false,
    subject: async () => ({ id: (await inviteMember(maker, { email: 'x@example.com', role: 'admin' })).id }),
  },
  'POST /api/samples': {
    subject: async () => {
      const { name: _, ...draft } = await newResource('destination');
      return { body: { ...draft, kind: 'destination', ...sending() } };
    },
  },
  'POST /api/sources': { subject: async () => ({ body: await newResource('source') }) },
  'PATCH /api/sources/{id}': { subject: () => versioned(storedResource('source'), { description: 'Other' }) },
  'DELETE /api/sources/{id}': { subject: () => storedResource('source') },
  'POST /api/sources/{id}/sample': { subject: async () => ({ id: (await storedResource('source')).id }) },
  'POST /api/destinations': { subject: async () => ({ body: await newResource('destination') }) },
  'PATCH /api/destinations/{id}': {
    subject: () => versioned(storedResource('destination'), { description: 'Other' }),
  },
  'DELETE /api/destinations/{id}': { subject: () => storedResource('destination') },
  'POST /api/destinations/{id}/sample': {
    subject: async () => ({ id: (await storedResource('destination')).id, body: sending() }),
  },
  // It changes nothing, but uses a token.
  'GET /api/credentials/{id}/choices': {
    subject: async () => ({ id: (await stored()).id, query: '?of=flows' }),
  },
};

/** Nobody is signed in there: a code, or a password, is the right, and is looked at in the transaction that takes it. */
const ofNobody = ['POST /api/auth/{nextauth}', 'POST /api/invitations/acceptance', 'POST /api/setup'];

const handlers = new Map<string, RouteHandler>();
const files = readdirSync(app, { withFileTypes: true, recursive: true })
  .filter((entry) => entry.isFile() && entry.name === 'route.ts')
  .map((entry) => relative(app, join(entry.parentPath, entry.name)));
for (const file of files) {
  const module: Record<string, RouteHandler> = await import(join(app, file));
  const path = `/${file.replace(/\/route\.ts$/, '').replace(/\[(?:\.\.\.)?(\w+)\]/g, '{$1}')}`;
  for (const method of ['GET', ...changing]) {
    if (module[method]) handlers.set(`${method} ${path}`, module[method]);
  }
}

test('every route that changes something has its row', () => {
  const found = [...handlers.keys()].filter((name) => !name.startsWith('GET '));
  const expected = [...Object.keys(rows).filter((name) => !name.startsWith('GET ')), ...ofNobody];
  expect(found.sort()).toEqual(expected.sort());
});

function send(name: string, { id = '', body, version, query = '' }: Subject, { headers }: Somebody) {
  const [method = '', path = ''] = name.split(' ');
  const handler = handlers.get(name);
  if (!handler) throw new Error(`There is no ${name}.`);
  const request = new Request(`${environment().appUrl}${path.replace('{id}', id)}${query}`, {
    method,
    headers: {
      ...headers,
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return handler(request, { params: Promise.resolve({ id }) });
}

describe.each(Object.entries(rows))('%s', (name, { subject: make, members, keys }) => {
  const fitting = Object.entries(losses).filter(
    ([, loss]) => (loss.of === 'person' || keys !== false) && (!loss.ofRole || members === false),
  );

  test('is refused, and changes nothing, when the right is lost on the way', async () => {
    const subject = await make();
    for (const [what, loss] of fitting) {
      const who = loss.of === 'person' ? await newAdmin() : await newKey();
      const { response, waited, changed } = await rights.during(loss, who.id, () => send(name, subject, who));
      expect({ what, status: response.status, waited, changed }).toEqual({
        what,
        status: loss.status,
        waited: true,
        changed: [],
      });
    }
    const who = await newAdmin();
    const { response, changed } = await rights.undisturbed(who.id, () => send(name, subject, who));
    expect(response.status, await response.text()).toBeLessThan(300);
    expect(changed).toContain('audit_event');
  });
});
