/** Endpoints and parameters of sources and destinations: chosen, changed, told in the audit trail. */
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { trailSchema } from '../../lib/access/audit-trail.ts';
import { problemSchema } from '../../lib/errors.ts';
import { type ResourceView, resourceViewSchema } from '../../lib/resource/view.ts';
import { member } from '../world.ts';
import { addTile, call, freshName, fromPage, type Jar, signIn, withKey } from './client.ts';

const flowId = '901406135639897';
const manage = () => withKey(inject('keys').manage);

let credentialId: string;
let jar: Jar;
beforeAll(async () => {
  ({ id: credentialId } = await addTile());
  ({ jar } = await signIn(member));
});

const pathOf = ({ kind, id }: Pick<ResourceView, 'kind' | 'id'>) => `/api/${kind}s/${id}`;

function post(kind: string, changes: Record<string, unknown>) {
  const json = { name: freshName(), connector: 'whatsapp-flows', credentialId, ...changes };
  return call(`/api/${kind}s`, { json, headers: manage() });
}

async function create(kind: string, changes: Record<string, unknown> = {}): Promise<ResourceView> {
  return resourceViewSchema.strict().parse((await post(kind, changes)).body);
}

function patch(view: ResourceView, json: unknown, version: number | null = view.version) {
  const headers = { ...manage(), ...(version === null ? {} : { 'if-match': `"${version}"` }) };
  return call(pathOf(view), { method: 'PATCH', json, headers });
}

/** The code of a refusal, and the fields that it names. */
function refusal(body: unknown): string[] {
  const { code, errors = [] } = problemSchema.parse(body);
  return [code, ...errors.map(({ field }) => field)];
}

/** What the trail tells about a resource, oldest first. */
async function told(view: ResourceView) {
  const query = new URLSearchParams({ limit: '100' });
  const answer = await call(`/api/audit-events?${query}`, { headers: manage() });
  const { items } = trailSchema.parse(answer.body);
  return items.filter(({ targetId }) => targetId === view.id).toReversed();
}

describe('an endpoint', () => {
  test('may be chosen with the name, and is listed without its parameters', async () => {
    const view = await create('source', { endpoint: 'get-flow', parameters: { flowId: ` ${flowId} ` } });
    expect(view).toMatchObject({ endpoint: 'get-flow', parameters: { flowId } });
    const { parameters: _, ...item } = view;
    const list = await call(`/api/sources?q=${encodeURIComponent(view.name)}`, { headers: manage() });
    expect(list.body).toMatchObject({ items: [item] });
    expect(list.text).not.toContain(flowId);
    expect((await told(view)).map(({ action, details }) => [action, details])).toEqual([
      ['resource.created', expect.objectContaining({ endpoint: 'get-flow' })],
    ]);
  });

  test.each([
    ['source', { endpoint: 'get-flow' }, ['parameters.flowId']],
    ['source', { endpoint: 'get-flow', parameters: { flowId: '1/../me' } }, ['parameters.flowId']],
    ['source', { endpoint: 'get-flow', parameters: { flowId, more: 1 } }, ['parameters.more']],
    ['source', { endpoint: 'delete-flow', parameters: { flowId } }, ['endpoint']],
    ['source', { endpoint: 'nothing' }, ['endpoint']],
    ['source', { endpoint: '' }, ['endpoint']],
    ['source', { parameters: { flowId } }, ['endpoint']],
    ['destination', { endpoint: 'list-flows' }, ['endpoint']],
    ['destination', { endpoint: 'send-flow', parameters: { mode: 'x' } }, ['parameters.mode']],
    ['destination', { parameters: { flowId } }, ['endpoint']],
  ])('of a %s that is not right is refused: %j names %j', async (kind, changes, fields) => {
    const created = await post(kind, changes);
    expect([created.status, refusal(created.body)]).toEqual([400, ['invalid_input', ...fields]]);
    const view = await create(kind);
    const edited = await patch(view, changes);
    expect([edited.status, refusal(edited.body)]).toEqual([400, ['invalid_input', ...fields]]);
    expect((await call(pathOf(view), { headers: manage() })).body).toEqual(view);
  });

  test('of a destination may have all to be brought by its records', async () => {
    expect(await create('destination', { endpoint: 'send-flow' })).toMatchObject({
      endpoint: 'send-flow',
      parameters: {},
    });
  });

  test('with a token in its parameters is refused, unquoted, be it a value or a name', async () => {
    const token = `EAA${'NotARealToken'.repeat(6)}`;
    for (const parameters of [
      { flowName: token },
      { data: `{"a":"${token}"}` },
      { [token]: 1 },
      { [token.slice(0, 50)]: 1 },
    ]) {
      const { status, text } = await post('destination', { endpoint: 'send-flow', parameters });
      expect([status, text.includes('NotAReal')]).toEqual([400, false]);
    }
  });
});

describe('a secret has no place in what is stored in clear', () => {
  const secrets = [
    `fk_${'notakey_'.repeat(5)}abc`,
    `EAA${'NotARealToken'.repeat(4)}`,
    '-----BEGIN RSA PRIVATE KEY-----',
    'client_secret=opaque',
  ];
  const method = 'POST';
  const at = { method, path: '/1' };
  const wrong: [string, Record<string, unknown>][] = secrets.flatMap((secret) => [
    ['name', { name: secret }],
    ['description', { description: `See ${secret}` }],
    ['parameters.body', { parameters: { ...at, body: JSON.stringify({ a: [{ b: secret }] }) } }],
    ['parameters.query', { parameters: { ...at, query: `a=${encodeURIComponent(secret)}` } }],
  ]);
  wrong.push(
    ['parameters.body', { parameters: { ...at, body: '{"a":{"access_token":"opaque"}}' } }],
    ['parameters.body', { parameters: { ...at, body: '{"a":"{\\"client_secret\\":\\"opaque\\"}"}' } }],
    ['parameters.body', { parameters: { ...at, body: `{"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}` } }],
    ['parameters.query', { parameters: { ...at, query: 'access%5Ftoken=opaque' } }],
    ['parameters.query', { parameters: { ...at, query: 'batch=opaque' } }],
  );

  test('when a destination is made, nor when it is changed', async () => {
    const view = await create('destination', { endpoint: 'manual-write', parameters: { path: '/1' } });
    for (const [field, changes] of wrong) {
      const whole = { endpoint: 'manual-write', ...changes };
      for (const answer of [await post('destination', whole), await patch(view, whole)]) {
        expect([answer.status, refusal(answer.body)]).toEqual([400, ['invalid_input', field]]);
        expect(answer.text).not.toMatch(/notakey|NotAReal|opaque|BEGIN/);
      }
    }
    const listed = await call(pathOf(view), { headers: manage() });
    expect(resourceViewSchema.parse(listed.body)).toMatchObject({ version: 1, parameters: { path: '/1' } });
  });
});

describe('an edit', () => {
  test('needs If-Match, and the version that stands', async () => {
    const view = await create('source');
    const edit = { endpoint: 'list-flows' };
    expect((await patch(view, edit, null)).status).toBe(428);
    expect((await patch(view, edit, 2)).status).toBe(412);
    const edited = await patch(view, edit);
    expect([edited.status, edited.headers.get('etag')]).toEqual([200, '"2"']);
    const late = await patch(view, { endpoint: null });
    expect([late.status, late.body]).toEqual([
      412,
      expect.objectContaining({ code: 'version_conflict', current: edited.body }),
    ]);
  });

  test('tells which parameters changed, and not to what', async () => {
    const first = {
      endpoint: 'update-flow',
      parameters: { name: 'Hello-one', endpointUri: 'https://a.test/' },
    };
    let view = await create('destination', first);
    const edit = async (changes: unknown) => {
      view = resourceViewSchema.strict().parse((await patch(view, changes)).body);
    };
    await edit({
      endpoint: 'update-flow',
      parameters: { name: 'Hello-two', endpointUri: 'https://a.test/', flowId },
    });
    await edit({ endpoint: 'update-flow', parameters: { flowId } });
    await edit({ endpoint: 'delete-flow', parameters: { flowId } });
    await edit({ endpoint: null });
    expect(view).toMatchObject({ endpoint: null, parameters: {}, version: 5 });
    const events = await told(view);
    const from = (before: string, to: string) => [{ field: 'endpoint', from: before, to }];
    expect(events.map(({ action, details }) => [action, details.changes, details.parameters])).toEqual([
      ['resource.created', undefined, undefined],
      ['resource.edited', [], ['flowId', 'name']],
      ['resource.edited', [], ['endpointUri', 'name']],
      ['resource.edited', from('update-flow', 'delete-flow'), []],
      ['resource.edited', from('delete-flow', ''), ['flowId']],
    ]);
    expect(JSON.stringify(events)).not.toMatch(/Hello|a\.test|901406135639897/);
  });

  test('that changes nothing is none', async () => {
    const view = await create('source', { endpoint: 'get-flow', parameters: { flowId } });
    for (const same of [
      { endpoint: 'get-flow', parameters: { flowId } },
      { endpoint: 'get-flow', parameters: { flowId: ` ${flowId}` } },
      { parameters: {} },
    ]) {
      const answer = await patch(view, same);
      expect([answer.status, answer.body]).toEqual([200, view]);
    }
    expect(await told(view)).toHaveLength(1);
  });

  test('of other things leaves the endpoint alone', async () => {
    const view = await create('source', { endpoint: 'get-flow', parameters: { flowId } });
    const name = freshName();
    expect((await patch(view, { name, parameters: {} })).body).toMatchObject({
      name,
      endpoint: 'get-flow',
      parameters: { flowId },
    });
    const moved = await addTile();
    const answer = await patch({ ...view, version: 2 }, { credentialId: moved.id });
    expect(answer.body).toMatchObject({
      credentialId: moved.id,
      endpoint: 'get-flow',
      parameters: { flowId },
    });
  });

  test('takes an endpoint without parameters for one with none', async () => {
    const view = await create('destination', { endpoint: 'delete-flow', parameters: { flowId } });
    expect((await patch(view, { endpoint: 'delete-flow' })).body).toMatchObject({ parameters: {} });
  });
});

test('a person may test, and is named in the trail', async () => {
  const view = await create('source', { endpoint: 'list-flows' });
  const answer = await call(`${pathOf(view)}/sample`, { method: 'POST', headers: fromPage(jar) });
  expect([answer.status, answer.body]).toEqual([200, expect.objectContaining({ answer: expect.anything() })]);
  const query = new URLSearchParams({ credential: credentialId, action: 'credential.used' });
  const events = trailSchema.parse(
    (await call(`/api/audit-events?${query}`, { headers: manage() })).body,
  ).items;
  expect(events[0]).toMatchObject({ actorKind: 'person', actorName: 'Mo', outcome: 'done' });
  expect(events[0]?.details).toMatchObject({ resourceId: view.id, status: 200 });
});

test('a sample from elsewhere than a page of Flowkeep is refused', async () => {
  const view = await create('source', { endpoint: 'list-flows' });
  const headers = { ...jar.header, origin: 'https://evil.test' };
  const answer = await call(`${pathOf(view)}/sample`, { method: 'POST', headers });
  expect([answer.status, refusal(answer.body)]).toEqual([403, ['cross_origin']]);
});

test('every endpoint is offered with a schema of its parameters', async () => {
  const { body } = await call('/api/connectors', { headers: manage() });
  const { items } = body as { items: { endpoints: { id: string; parameters: { required: string[] } }[] }[] };
  const endpoints = items.flatMap((item) => item.endpoints);
  expect(endpoints).toHaveLength(24);
  expect(endpoints.find(({ id }) => id === 'get-flow')?.parameters.required).toEqual(['flowId']);
});
