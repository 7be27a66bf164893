/** Holds the directions of the house: who may import whom. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((path) => !/\.test\.tsx?$|-testing\.ts$/.test(path));
}

/** The project's own files that a file imports; `types` tells whether imports of types alone count. */
function imports(path: string): { to: string; typeOnly: boolean; lazy: boolean }[] {
  const text = readFileSync(join(root, path), 'utf8');
  const found = text.matchAll(
    /^(?:import|export)\s+(type\s)?[^'";]*?from\s+'(\.[^']+)'|^import\s+'(\.[^']+)'|import\('(\.[^']+)'\)/gm,
  );
  return [...found].map(([, typeOnly, from, bare, lazy]) => ({
    to: normalize(join(dirname(path), from ?? bare ?? lazy ?? '')),
    typeOnly: typeOnly !== undefined,
    lazy: lazy !== undefined,
  }));
}

const floor = ['lib/env.ts', 'lib/db.ts', 'lib/errors.ts', 'lib/log.ts', 'lib/cursor.ts'];

/** What each room may import beyond itself and the floor. */
const allowed: Record<string, string[]> = {
  vault: [],
  graph: [],
  audit: [],
  name: [],
  connector: [],
  access: ['audit', 'name'],
  credential: ['access', 'audit', 'connector', 'graph', 'name', 'vault'],
  resource: ['access', 'audit', 'connector', 'credential', 'gateway', 'graph', 'name'],
  http: ['access', 'audit', 'graph'],
  job: ['access', 'credential'],
  gateway: ['access', 'audit', 'credential', 'graph', 'http', 'vault'],
};

const roomOf = (path: string) => /^lib\/(\w+)\//.exec(path)?.[1];
const rooms = readdirSync(join(root, 'lib'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'decisions')
  .map(({ name }) => name);

test('every room has its directions written down', () => {
  expect(rooms.sort()).toEqual(Object.keys(allowed).sort());
});

test.each(rooms)('lib/%s imports only what it may', (room) => {
  const wrong = sources(join('lib', room)).flatMap((path) =>
    imports(path)
      .filter(({ to }) => {
        if (floor.includes(to) || to.startsWith('prisma/generated/')) return false;
        const target = roomOf(to);
        return target !== room && !(target && allowed[room]?.includes(target));
      })
      .map(({ to }) => `${path} → ${to}`),
  );
  expect(wrong).toEqual([]);
});

test('graph, vault, connector and name are pure: no environment, no database, no log', () => {
  const wrong = ['graph', 'vault', 'connector', 'name'].flatMap((room) =>
    sources(join('lib', room)).flatMap((path) =>
      imports(path)
        .filter(({ to }) => floor.includes(to) || to.startsWith('prisma/'))
        .map(({ to }) => `${path} → ${to}`),
    ),
  );
  expect(wrong).toEqual([]);
});

test('the floor imports no room', () => {
  expect(floor.flatMap(imports).filter(({ to }) => roomOf(to))).toEqual([]);
});

const openToBrowsers =
  /^(components\/|lib\/(?:[\w-]+\/)+((?:[\w-]+-)?schema|tile|view|report|versions|kept)\.ts|lib\/errors\.ts|lib\/connector\/|lib\/credential\/paste\/)/;

test('what runs in browsers imports nothing of the server but types', () => {
  const client = sources('components').filter((path) =>
    readFileSync(join(root, path), 'utf8').startsWith("'use client'"),
  );
  expect(client.length).toBeGreaterThan(5);
  const wrong = client.flatMap((path) =>
    imports(path)
      .filter(({ to, typeOnly }) => !typeOnly && !openToBrowsers.test(to))
      .map(({ to }) => `${path} → ${to}`),
  );
  expect(wrong).toEqual([]);
});

/** What a browser gets with a page: client components, and all that they import but lazily. */
function shipped(path: string, inClient = false, seen = new Set<string>()): Set<string> {
  const text = readFileSync(join(root, path), 'utf8');
  const client = inClient || text.startsWith("'use client'");
  if (client) {
    if (seen.has(path)) return seen;
    seen.add(path);
  }
  for (const { to, typeOnly, lazy } of imports(path)) {
    if (typeOnly || lazy || (!client && !to.startsWith('components/'))) continue;
    shipped(to, client, seen);
  }
  return seen;
}

test('Authenticate ships no schemas and no form: they come with the overlay and the next step', () => {
  const files = [...shipped('components/resource/new-resource.tsx')];
  expect(files).toContain('components/credential/list/choice.tsx');
  const heavy = files.filter((path) =>
    /^import (?!type).*from '(?:zod|react-hook-form)'/m.test(readFileSync(join(root, path), 'utf8')),
  );
  expect(heavy).toEqual([]);
});

test('pages and handlers never ask the database themselves, but for health', () => {
  const askers = [...sources('lib'), ...sources('app'), ...sources('components')].filter((path) =>
    imports(path).some(({ to, typeOnly }) => to === 'lib/db.ts' && !typeOnly),
  );
  expect(askers.filter((path) => !path.startsWith('lib/') && path !== 'app/api/health/route.ts')).toEqual([]);
});

test('plaintext is opened in one place', () => {
  const openers = [...sources('lib'), ...sources('app'), ...sources('components')].filter(
    (path) =>
      !path.startsWith('lib/vault/') && imports(path).some(({ to }) => to === 'lib/vault/envelope.ts'),
  );
  expect(openers.sort()).toEqual([
    'lib/credential/sealed/key-table.ts',
    'lib/credential/sealed/open.ts',
    'lib/credential/sealed/sealing.ts',
  ]);
});

test('nothing reads the environment but the environment', () => {
  const readers = [...sources('lib'), ...sources('app'), ...sources('components')].filter(
    (path) => path !== 'lib/env.ts' && /process\.env/.test(readFileSync(join(root, path), 'utf8')),
  );
  expect(readers).toEqual([]);
});
