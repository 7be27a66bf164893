/** Holds the architecture page to the house: its walks lead from file to file, its table names every room within. */
import { existsSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { imports, textOf } from './imports-testing.ts';
import { within } from './rooms-testing.ts';

const page = textOf('lib/README.md');

/** The files of the walk under a heading, with where their links lead. */
function walkOf(name: string): { path: string; link: string }[] {
  const [, section = ''] = page.split(`\n### ${name}\n`);
  const [own = ''] = section.split(/\n##/);
  const steps = own.matchAll(/^\d+\. \[`([^`]+)`\]\(([^)]+)\)/gm);
  return [...steps].map(([, path = '', link = '']) => ({ path, link }));
}

/** `app/api/keys/[id]/route.ts` → /\/api\/keys\/\$\{[^}]+\}['"`]/: the address as a file writes it. */
function addressOf(route: string): RegExp {
  const address = route.replace(/^app/, '').replace(/\/route\.ts$/, '');
  const pattern = address.replace(/\[\w+\]/g, '\\$\\{[^}]+\\}');
  return new RegExp(`['"\`]${pattern}['"\`]`);
}

/** Whether one file leads to another: imports it, or calls the address that it answers. */
function leadsTo(from: string, to: string): boolean {
  if (imports(from).some((found) => found.to === to)) return true;
  return to.endsWith('/route.ts') && from.startsWith('components/') && addressOf(to).test(textOf(from));
}

describe.each(['Add Credential', 'One use', 'One change'])('the walk %s', (name) => {
  const walk = walkOf(name);
  const paths = walk.map(({ path }) => path);

  test('names 6 to 12 files that exist, each once and linked', () => {
    expect(paths.length).toBeGreaterThanOrEqual(6);
    expect(paths.length).toBeLessThanOrEqual(12);
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths.filter((path) => !existsSync(join(import.meta.dirname, '..', path)))).toEqual([]);
    expect(walk.map(({ link }) => normalize(join('lib', link)))).toEqual(paths);
  });

  test('leads to each file from one above it', () => {
    const lost = paths.filter(
      (to, index) => index > 0 && !paths.slice(0, index).some((from) => leadsTo(from, to)),
    );
    expect(lost).toEqual([]);
  });
});

test('the page tells of every room within a room what it may import', () => {
  const rows = page.matchAll(/^\| `((?:lib|components)\/[\w/-]+)` +\|[^|]+\| +([^|]+?) +\|$/gm);
  const told = [...rows].map(([, floor, may]) => `${floor}: ${may}`);
  const written = Object.entries(within).flatMap(([room, floors]) =>
    Object.entries(floors).map(([floor, may]) => `${room}/${floor}: ${may.join(', ') || 'nothing'}`),
  );
  expect(told.sort()).toEqual(written.sort());
});
