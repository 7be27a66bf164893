/** Holds every route file to the one wrapper, and the description of the API to the route files. */
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import type { RouteHandler } from './handle.ts';
import { openApi } from './openapi.ts';

const app = join(import.meta.dirname, '..', '..', 'app');
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

const files = readdirSync(app, { withFileTypes: true, recursive: true })
  .filter((entry) => entry.isFile() && entry.name === 'route.ts')
  .map((entry) => relative(app, join(entry.parentPath, entry.name)));

/** `api/credentials/[id]/route.ts` → `/api/credentials/{id}` */
const template = (file: string) =>
  `/${file.replace(/\/route\.ts$/, '').replace(/\[(?:\.\.\.)?(\w+)\]/g, '{$1}')}`;

async function handlersOf(file: string): Promise<[string, RouteHandler][]> {
  const module: Record<string, RouteHandler> = await import(join(app, file));
  return methods.flatMap((method) =>
    module[method] ? [[method, module[method]] as [string, RouteHandler]] : [],
  );
}

test('there are route files', () => {
  expect(files.length).toBeGreaterThan(10);
});

test.each(files)('every handler of %s is made by the wrapper', async (file) => {
  const handlers = await handlersOf(file);
  expect(handlers.length).toBeGreaterThan(0);
  for (const [, handler] of handlers) expect(handler.operation.summary).toBeTruthy();
});

test('only health, set-up, invitations, sign-in and the description are open to nobody in particular', async () => {
  const open: string[] = [];
  for (const file of files) {
    for (const [method, handler] of await handlersOf(file)) {
      if (handler.operation.public) open.push(`${method} ${template(file)}`);
    }
  }
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
  const { GET } = await import(join(app, 'api/openapi.json/route.ts'));
  const request = new Request('http://localhost/api/openapi.json');
  const response: Response = await GET(request, { params: Promise.resolve({}) });
  const { paths } = (await response.json()) as ReturnType<typeof openApi>;
  const expected = files.filter((file) => !file.includes('nextauth')).map(template);
  expect(Object.keys(paths).sort()).toEqual(expected.sort());
  for (const file of files.filter((name) => !name.includes('nextauth'))) {
    const described = Object.keys((paths as Record<string, object>)[template(file)] ?? {}).sort();
    const handled = (await handlersOf(file)).map(([method]) => method.toLowerCase());
    expect(described).toEqual(handled.sort());
  }
});

test('a description names the schema of the body and the problems with their status', () => {
  const document = openApi({}, 'http://localhost:3000');
  expect(document.openapi).toBe('3.1.0');
  expect(document.components.schemas.Problem).toMatchObject({ type: 'object' });
});
