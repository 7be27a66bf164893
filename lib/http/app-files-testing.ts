/** The pages and routes of the app, read from its files: a test of all of them includes a new one by itself. */
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { RouteHandler } from './handle.ts';

const app = join(import.meta.dirname, '..', '..', 'app');
export const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
export type Method = (typeof methods)[number];

/** Paths, as templates, of the files with a name. `(app)/sources/[id]/page.tsx` → `/sources/{id}` */
function pathsOf(name: string): [path: string, file: string][] {
  return readdirSync(app, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name === name)
    .map((entry) => relative(app, entry.parentPath))
    .map((folder) => {
      const parts = folder.split('/').filter((part) => part !== '' && !part.startsWith('('));
      const path = parts.map((part) => part.replace(/^\[(?:\.\.\.)?(\w+)\]$/, '{$1}')).join('/');
      return [`/${path}`, join(app, folder, name)];
    });
}

/** Every page, as the template of its path. */
export const pages: readonly string[] = pathsOf('page.tsx').map(([path]) => path);

/** Every route file, as the template of its path, with the handlers that it exports. */
export async function readRoutes(): Promise<Map<string, Map<Method, RouteHandler>>> {
  const routes = new Map<string, Map<Method, RouteHandler>>();
  for (const [path, file] of pathsOf('route.ts')) {
    const module: Record<string, RouteHandler> = await import(file);
    const handlers = methods.flatMap((method) => {
      const handler = module[method];
      return handler ? [[method, handler] as const] : [];
    });
    routes.set(path, new Map(handlers));
  }
  return routes;
}

/** The route of next-auth, whose answers are its own. */
export const signInRoute = '/api/auth/{nextauth}';
