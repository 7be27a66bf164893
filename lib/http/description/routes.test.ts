/** Holds every route file to the one wrapper, and the description of the API to the route files. */
import { expect, test } from 'vitest';
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

test('a description names the schema of the body and the problems with their status', () => {
  const document = openApi({}, 'http://localhost:3000', {});
  expect(document.openapi).toBe('3.1.0');
  expect(document.components.schemas.Problem).toMatchObject({ type: 'object' });
});
