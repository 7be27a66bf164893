/** Holds every route file to the one wrapper, and the description of the API to the route files. */
import { beforeAll, describe, expect, test } from 'vitest';
import { problemStatus } from '../../errors.ts';
import { pages, readRoutes, signInRoute } from '../app-files-testing.ts';
import { apiAddresses } from './addresses.ts';
import { openApi } from './openapi.ts';

const routes = await readRoutes();

test('there are route files and pages', () => {
  expect(routes.size).toBeGreaterThan(10);
  expect(pages.length).toBeGreaterThan(10);
});

test.each([...routes])('every handler of %s is made by the wrapper', (_path, handlers) => {
  expect(handlers.size).toBeGreaterThan(0);
  for (const [, handler] of handlers) expect(handler.operation.summary).toBeTruthy();
});

test('the front knows every route file, and what it offers', () => {
  const offered = [...routes].map(([path, handlers]) => [path, [...handlers.keys()]]);
  expect(Object.fromEntries(offered)).toEqual(apiAddresses);
});

test('only health, set-up, invitations, sign-in and the description are open to nobody in particular', () => {
  const open = [...routes].flatMap(([path, handlers]) =>
    [...handlers].flatMap(([method, { operation }]) => (operation.public ? [`${method} ${path}`] : [])),
  );
  expect(open.sort()).toEqual([
    'GET /api/auth/{nextauth}',
    'GET /api/health',
    'GET /api/openapi.json',
    'POST /api/auth/{nextauth}',
    'POST /api/invitations/acceptance',
    'POST /api/setup',
  ]);
});

test('the description of the API covers every route file but the sign-in protocol', async () => {
  const handler = routes.get('/api/openapi.json')?.get('GET');
  const request = new Request('http://localhost/api/openapi.json');
  const response = await handler?.(request, { params: Promise.resolve({}) });
  const document = (await response?.json()) as ReturnType<typeof openApi> | undefined;
  const described = Object.entries(document?.paths ?? {}).map(([path, methods]) => [
    path,
    Object.keys(methods ?? {}).sort(),
  ]);
  const offered = [...routes]
    .filter(([path]) => path !== signInRoute)
    .map(([path, handlers]) => [path, [...handlers.keys()].map((method) => method.toLowerCase()).sort()]);
  expect(described.sort()).toEqual(offered.sort());
});

describe('generators of clients can live with the description', () => {
  type Schema = Record<string, unknown>;
  interface Described {
    operationId: string;
    tags: string[];
    parameters: { name: string; in: string; required: boolean; schema: Schema }[];
    requestBody?: { content: Record<string, { schema: Schema }> };
    responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
    security: Record<string, string[]>[];
  }
  let document: {
    paths: Record<string, Record<string, Described>>;
    tags: { name: string }[];
    components: { schemas: Record<string, Schema>; securitySchemes: Record<string, unknown> };
  };
  let operations: Described[];
  beforeAll(async () => {
    const response = await routes.get('/api/openapi.json')?.get('GET')?.(
      new Request('http://localhost/api/openapi.json'),
      { params: Promise.resolve({}) },
    );
    document = (await response?.json()) as typeof document;
    operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  });

  /** Every object within a value, with the path that leads to it. */
  function* objectsIn(value: unknown, path = ''): Generator<[path: string, object: Schema]> {
    if (typeof value !== 'object' || value === null) return;
    if (!Array.isArray(value)) yield [path, value as Schema];
    for (const [name, part] of Object.entries(value)) yield* objectsIn(part, `${path}/${name}`);
  }

  test('every operation has a name of its own, and a tag that is explained', () => {
    const names = operations.map(({ operationId }) => operationId);
    expect(names.filter((name) => !/^[a-z]+(?:[A-Z][a-z]+)*$/.test(name ?? ''))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
    const tags = document.tags.map(({ name }) => name).sort();
    expect([...new Set(operations.flatMap((operation) => operation.tags))].sort()).toEqual(tags);
  });

  test('a key is all that is ever sent, and never without scopes but where people alone may', () => {
    expect(Object.keys(document.components.securitySchemes)).toEqual(['apiKey']);
    const peopleOnly = operations.filter(({ security }) =>
      security.some(({ apiKey }) => apiKey?.length === 0),
    );
    expect(peopleOnly.map(({ operationId }) => operationId).sort()).toEqual([
      'changeMember',
      'inviteMember',
      'listKeys',
      'makeKey',
      'removeMember',
      'revokeInvitation',
      'revokeKey',
    ]);
  });

  test('parameters of queries are what callers take them for', () => {
    const all = operations.flatMap(({ parameters }) => parameters.filter((each) => each.in === 'query'));
    const named = (name: string) => all.filter((each) => each.name === name);
    expect(named('limit').length).toBeGreaterThan(4);
    for (const { schema } of named('limit')) {
      expect(schema).toEqual({ type: 'integer', minimum: 1, maximum: 100, default: 50 });
    }
    expect(named('detach').map(({ schema }) => schema)).toEqual([{ type: 'boolean' }]);
    expect(named('of').map(({ required }) => required)).toEqual([true]);
  });

  test('every text that may be sent has the bounds that it is judged by', () => {
    const sent = operations.flatMap(({ operationId, parameters, requestBody }) => [
      ...parameters
        .filter((each) => each.in === 'query')
        .map((each) => [`${operationId} ${each.name}`, each.schema]),
      ...Object.values(requestBody?.content ?? {}).map(({ schema }) => [operationId, schema]),
    ]) as [string, Schema][];
    const texts = sent.flatMap(([name, schema]) => [...objectsIn(schema, name)]);
    const bound = ['maxLength', 'pattern', 'format', 'enum', 'const'];
    const loose = texts.filter(([, each]) => each.type === 'string' && !bound.some((key) => key in each));
    expect(texts.length).toBeGreaterThan(100);
    expect(loose.map(([path]) => path)).toEqual([]);
  });

  test('what is sent stands in place, what is answered has names and is open', () => {
    for (const { operationId, requestBody } of operations) {
      expect([operationId, JSON.stringify(requestBody ?? {})]).not.toEqual([
        operationId,
        expect.stringContaining('$ref'),
      ]);
    }
    const answered = [
      ...objectsIn(document.components.schemas),
      ...operations.flatMap(({ responses }) => [...objectsIn(responses)]),
    ];
    expect(answered.filter(([, each]) => each.additionalProperties === false)).toEqual([]);
    const refs = answered.flatMap(([, { $ref: ref }]) => (typeof ref === 'string' ? [ref] : []));
    const known = Object.keys(document.components.schemas);
    const toSchemas = refs.filter((ref) => ref.startsWith('#/components/schemas/'));
    expect(toSchemas.filter((ref) => !known.includes(ref.split('/')[3] ?? ''))).toEqual([]);
    expect(refs.filter((ref) => !/^#\/components\/(?:schemas|headers)\//.test(ref))).toEqual([]);
  });

  test('there is one type of content for answers and one for problems', () => {
    const types = operations.flatMap(({ responses }) =>
      Object.entries(responses).flatMap(([status, { content = {} }]) =>
        Object.keys(content).map((type) => `${Number(status) < 400 ? 'answer' : 'problem'}: ${type}`),
      ),
    );
    expect([...new Set(types)].sort()).toEqual([
      'answer: application/json',
      'problem: application/problem+json',
    ]);
  });

  test('every problem is known by its code, and has the members that go with it', () => {
    const { Problem: any, VersionConflictProblem: conflict } = document.components.schemas;
    expect(any).toMatchObject({ properties: { code: { enum: Object.keys(problemStatus) } } });
    expect(conflict).toMatchObject({
      allOf: [
        { $ref: '#/components/schemas/Problem' },
        {
          properties: { code: { const: 'version_conflict' }, status: { const: 412 } },
          required: ['code', 'status', 'current'],
        },
      ],
    });
  });
});

test('a description names the schema of the body and the problems with their status', () => {
  const document = openApi({}, 'http://localhost:3000', {});
  expect(document.openapi).toBe('3.1.0');
  expect(document.components.schemas.Problem).toMatchObject({ type: 'object' });
});

test('a description names the Idempotency-Key where it is taken, and only there', () => {
  const described = [...routes].flatMap(([path, handlers]) => {
    const { POST } = Object.fromEntries(handlers);
    return POST
      ? [[path, openApi({ [path]: { POST } }, 'http://localhost:3000', {}).paths[path]?.post] as const]
      : [];
  });
  for (const [path, operation] of described) {
    const repeatable = routes.get(path)?.get('POST')?.operation.repeatable ?? false;
    const headers = operation?.parameters.map(({ name }: { name?: string }) => name);
    expect([path, headers?.includes('Idempotency-Key')]).toEqual([path, repeatable]);
    const conflicts = JSON.stringify(operation?.responses['409'] ?? '');
    expect([path, conflicts.includes('IdempotencyKeyReused')]).toEqual([path, repeatable]);
  }
});
