/** Which source files the house has, and which of its own files each imports: read from the text. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';

const root = join(import.meta.dirname, '..');

export const textOf = (path: string) => readFileSync(join(root, path), 'utf8');

/** All files of code below a folder, by their path from the root, but for what is generated. */
export function codeIn(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(?:tsx?|js)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((path) => !path.startsWith('prisma/generated/'));
}

/** The same without tests and what only tests use. */
export const sources = (folder: string) =>
  codeIn(folder).filter((path) => !/\.test\.tsx?$|-testing\.ts$|\.js$/.test(path));

/** The names of the folders right below a folder. */
export function foldersIn(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

export interface Import {
  to: string;
  /** A statement that imports types alone. */
  typeOnly: boolean;
  /** Fetched when the program gets there. */
  lazy: boolean;
}

/** The house's own files that a text imports, whichever way. */
export function importsIn(text: string, path: string): Import[] {
  const found = text.matchAll(
    /^(?:import|export)\s+(type\s)?[^'";]*?from\s+'(\.[^']+)'|^import\s+'(\.[^']+)'|\bimport\(\s*'(\.[^']+)'\s*\)/gm,
  );
  return [...found].map(([, typeOnly, from, bare, lazy]) => ({
    to: normalize(join(dirname(path), from ?? bare ?? lazy ?? '')),
    typeOnly: typeOnly !== undefined,
    lazy: lazy !== undefined,
  }));
}

export const imports = (path: string): Import[] => importsIn(textOf(path), path);

/**
 * What a browser gets with a page: client components, and all that they import.
 * @param lazily whether with what they fetch when it is wanted
 */
export function shipped(
  path: string,
  lazily = false,
  inClient = false,
  seen = new Set<string>(),
): Set<string> {
  const client = inClient || textOf(path).startsWith("'use client'");
  if (client) {
    if (seen.has(path)) return seen;
    seen.add(path);
  }
  for (const { to, typeOnly, lazy } of imports(path)) {
    if (typeOnly || (lazy && !lazily) || (!client && !to.startsWith('components/'))) continue;
    shipped(to, lazily, client, seen);
  }
  return seen;
}

/** Who leads to whom, by name. */
export type Arrows = ReadonlyMap<string, readonly string[]>;

/** The circles that a walk along the arrows meets, each written as `a → b → a`. */
export function circlesOf(arrows: Arrows): string[] {
  const circles: string[] = [];
  const done = new Set<string>();
  const walk = (name: string, way: string[]) => {
    const start = way.indexOf(name);
    if (start >= 0) circles.push([...way.slice(start), name].join(' → '));
    if (start >= 0 || done.has(name)) return;
    for (const next of arrows.get(name) ?? []) walk(next, [...way, name]);
    done.add(name);
  };
  for (const name of arrows.keys()) walk(name, []);
  return circles;
}
