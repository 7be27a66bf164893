/** Holds the directions of the house: who may import whom. */
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { circlesOf, foldersIn, imports, shipped, sources, textOf } from './imports-testing.ts';
import { within } from './rooms-testing.ts';

const floor = [
  'lib/env.ts',
  'lib/db.ts',
  'lib/db-session.ts',
  'lib/database-errors.ts',
  'lib/transaction.ts',
  'lib/retry.ts',
  'lib/errors.ts',
  'lib/log.ts',
  'lib/request-scope.ts',
  'lib/cursor.ts',
];

/** Words and forms that are the same everywhere: pure, and under the pure rooms too. */
const ground = ['lib/api-key.ts', 'lib/graph-origin.ts', 'lib/uuid.ts'];

/** What each room may import beyond itself, the ground and the floor. */
const allowed: Record<string, string[]> = {
  vault: [],
  graph: [],
  audit: [],
  parameter: [],
  problem: [],
  words: ['problem'],
  name: ['parameter'],
  connector: ['parameter'],
  access: ['audit', 'name', 'parameter'],
  credential: ['access', 'audit', 'connector', 'graph', 'name', 'parameter', 'vault'],
  resource: ['access', 'audit', 'connector', 'credential', 'gateway', 'graph', 'name'],
  http: ['access', 'audit', 'graph', 'words'],
  repeat: ['access', 'credential'],
  job: ['access', 'credential', 'repeat'],
  gateway: ['access', 'audit', 'credential', 'graph', 'http', 'parameter', 'vault'],
};

const roomOf = (path: string) => /^lib\/(\w+)\//.exec(path)?.[1];
const rooms = foldersIn('lib').filter((name) => name !== 'decisions');

test('every room has its directions written down', () => {
  expect(rooms.sort()).toEqual(Object.keys(allowed).sort());
});

test.each(rooms)('lib/%s imports only what it may', (room) => {
  const wrong = sources(join('lib', room)).flatMap((path) =>
    imports(path)
      .filter(({ to }) => {
        if (floor.includes(to) || ground.includes(to) || to.startsWith('prisma/generated/')) return false;
        const target = roomOf(to);
        return target !== room && !(target && allowed[room]?.includes(target));
      })
      .map(({ to }) => `${path} → ${to}`),
  );
  expect(wrong).toEqual([]);
});

/** The floors of a room: a room within it with all that it holds, or a file at its top. */
function floorOf(room: string, path: string): string | null {
  if (!path.startsWith(`${room}/`)) return null;
  return path.slice(room.length + 1).split('/')[0] ?? null;
}

test('every room within a room has its directions written down', () => {
  const parts = [...sources('lib'), ...sources('components')].map(dirname);
  const inner = new Set(parts.filter((folder) => /^(?:lib|components)\/\w+\//.test(folder)));
  const written = Object.entries(within).flatMap(([room, floors]) =>
    Object.keys(floors).map((floor) => `${room}/${floor}`),
  );
  expect([...inner].sort()).toEqual(written.sort());
});

test.each(Object.keys(within))('the rooms within %s import only what they may, never in a circle', (room) => {
  const arrows = new Map<string, string[]>();
  const wrong: string[] = [];
  for (const path of sources(room)) {
    const from = floorOf(room, path) ?? '';
    for (const { to } of imports(path)) {
      const target = floorOf(room, to);
      if (target === null || target === from) continue;
      arrows.set(from, [...(arrows.get(from) ?? []), target]);
      const may = within[room]?.[from];
      if (may && within[room]?.[target] && !may.includes(target)) wrong.push(`${path} → ${to}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(circlesOf(arrows)).toEqual([]);
});

test('no floor holds more than 18 source files', () => {
  const floors = Object.groupBy(['components', 'lib', 'sandbox'].flatMap(sources), (path) => dirname(path));
  const crowded = Object.entries(floors).filter(([, files]) => (files?.length ?? 0) > 18);
  expect(crowded.map(([floor, files]) => `${floor}: ${files?.length}`)).toEqual([]);
});

test('graph and vault are pure: no environment, no database, no log', () => {
  const wrong = ['graph', 'vault', 'connector', 'name', 'parameter'].flatMap((room) =>
    sources(join('lib', room)).flatMap((path) =>
      imports(path)
        .filter(({ to }) => floor.includes(to) || to.startsWith('prisma/'))
        .map(({ to }) => `${path} → ${to}`),
    ),
  );
  expect(wrong).toEqual([]);
});

test('the ground imports nothing', () => {
  expect(ground.flatMap(imports)).toEqual([]);
  expect(ground.filter((path) => /^import\b/m.test(textOf(path)))).toEqual([]);
});

test('the floor imports no room', () => {
  expect(floor.flatMap(imports).filter(({ to }) => roomOf(to))).toEqual([]);
});

const openToBrowsers =
  /^(components\/|lib\/(?:[\w-]+\/)+((?:[\w-]+-)?schema|tile|view|report|versions|kept)\.ts|lib\/(?:errors|api-key|graph-origin|uuid)\.ts|lib\/connector\/|lib\/name\/|lib\/parameter\/|lib\/credential\/paste\/)/;

test('what runs in browsers imports nothing of the server but types', () => {
  const client = sources('components').filter((path) => textOf(path).startsWith("'use client'"));
  expect(client.length).toBeGreaterThan(5);
  const wrong = client.flatMap((path) =>
    imports(path)
      .filter(({ to, typeOnly }) => !typeOnly && !openToBrowsers.test(to))
      .map(({ to }) => `${path} → ${to}`),
  );
  expect(wrong).toEqual([]);
});

test('Authenticate ships no schemas and no form: they come with the overlay and the next step', () => {
  const files = [...shipped('components/resource/new-resource.tsx')];
  expect(files).toContain('components/credential/list/choice.tsx');
  const heavy = files.filter((path) =>
    /^import (?!type).*from '(?:zod|react-hook-form)'/m.test(textOf(path)),
  );
  expect(heavy).toEqual([]);
});

test('pages and handlers never ask the database themselves', () => {
  const askers = [...sources('lib'), ...sources('app'), ...sources('components')].filter((path) =>
    imports(path).some(({ to, typeOnly }) => to === 'lib/db.ts' && !typeOnly),
  );
  expect(askers.filter((path) => !path.startsWith('lib/'))).toEqual([]);
});

test('transactions are opened in one place, which knows what may be tried again', () => {
  const openers = ['lib', 'app', 'scripts']
    .flatMap(sources)
    .filter((path) => /\$transaction\(/.test(textOf(path)));
  expect(openers).toEqual(['lib/transaction.ts']);
});

test('plaintext is opened in one place', () => {
  const openers = [...sources('lib'), ...sources('app'), ...sources('components')].filter(
    (path) =>
      !path.startsWith('lib/vault/') && imports(path).some(({ to }) => to === 'lib/vault/envelope.ts'),
  );
  expect(openers.sort()).toEqual([
    'lib/credential/sealed/answers.ts',
    'lib/credential/sealed/key-table.ts',
    'lib/credential/sealed/open.ts',
    'lib/credential/sealed/sealing.ts',
  ]);
});

test('nothing reads the environment but the environment', () => {
  const readers = [...sources('lib'), ...sources('app'), ...sources('components')].filter(
    (path) => path !== 'lib/env.ts' && /process\.env/.test(textOf(path)),
  );
  expect(readers).toEqual([]);
});

/**
 * Where something is written beside `authorizedTransaction`, how often, and under what right. Everything else that
 * changes is a use case of somebody, and goes through there.
 */
const writesOfTheirOwn: Record<string, number> = {
  // The function itself.
  'lib/access/authorized-transaction.ts': 1,
  // Sessions begin with a password and end by themselves; a limit and a time of last use are no changes of anybody's.
  'lib/access/sign-in/sign-in.ts': 2,
  'lib/access/sign-in/session-store.ts': 2,
  'lib/access/keys/api-key-store.ts': 1,
  'lib/gateway/record/usage-store.ts': 1,
  // The audit trail itself; its anchor, and an operator's command.
  'lib/audit/store.ts': 1,
  'lib/audit/anchor/checkpoint.ts': 2,
  // The code of an invitation or of a start is the right, and is taken in the transaction.
  'lib/access/people/invitation.ts': 1,
  'lib/access/people/person-store.ts': 2,
  // The start of this process, and Flowkeep itself in the background.
  'lib/access/people/setup-code.ts': 3,
  'lib/access/sweep.ts': 3,
  'lib/credential/inspect.ts': 1,
  // When it may be asked for again, by what Meta says or Flowkeep has just done.
  'lib/credential/shared-pace.ts': 2,
  'lib/credential/sealed/key-table.ts': 1,
  // Who has the place of a request that may come again; what it changes asks for the right.
  'lib/repeat/request-store.ts': 3,
  'lib/job/success-store.ts': 1,
  'lib/credential/sweep/destroy-retired.ts': 1,
  'lib/credential/sweep/purge-deleted.ts': 1,
  'lib/credential/sweep/tell-ends.ts': 1,
  'lib/credential/sweep/trim-inspections.ts': 1,
};

const writes = [
  /\binTransaction\(/g,
  /\b(?:database\(\)|db)\s*\.(?!auditEvent)\w+\s*\.(?:create|update|delete|upsert)\w*\(/g,
  /\b(?:database\(\)|db)\s*\.\$execute/g,
  /\b(?:database\(\)|db)\s*\.\$queryRaw[^;]*?`\s*(?:INSERT|UPDATE|DELETE)/g,
];

test('a use case writes only where the right is asked for anew', () => {
  const found = [...sources('lib'), ...sources('app'), ...sources('components')].flatMap((path) => {
    const text = textOf(path);
    const count = writes.reduce((sum, pattern) => sum + [...text.matchAll(pattern)].length, 0);
    return count > 0 ? [[path, count] as const] : [];
  });
  expect(Object.fromEntries(found)).toEqual(writesOfTheirOwn);
});
