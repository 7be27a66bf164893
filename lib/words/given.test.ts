/** Holds that the words that the client components of a page use come with it, and no others. */
import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { imports, shipped, sources, textOf } from '../imports-testing.ts';

/** The files of app/ that Next renders by itself. */
const entries = sources('app').filter((path) => /\/(?:page|layout|error|loading|not-found)\.tsx$/.test(path));
const layouts = entries.filter((path) => path.endsWith('/layout.tsx'));

const quoted = (text: string) => [...text.matchAll(/'(\w+)'/g)].map(([, room = '']) => room);

/** The rooms whose words a browser looks up when it shows this, or something that it fetches. */
function used(entry: string): string[] {
  const calls = [...shipped(entry, true)].flatMap((path) =>
    [...textOf(path).matchAll(/\buseTranslations\(([^)]*)\)/g)].flatMap(([, room = '']) => quoted(room)),
  );
  return [...new Set(calls)].sort();
}

const given = (entry: string): string[] =>
  [...textOf(entry).matchAll(/<GiveWords\s+rooms=\{\[([^\]]*)\]\}\s*>/g)].flatMap(([, rooms = '']) =>
    quoted(rooms),
  );

/** What the layouts around an entry give. */
const around = (entry: string): string[] =>
  layouts.filter((layout) => layout !== entry && entry.startsWith(`${dirname(layout)}/`)).flatMap(given);

test('there is something to look at', () => {
  expect(entries.length).toBeGreaterThan(25);
  expect(used('app/(app)/members/page.tsx')).toContain('access');
  expect(given('app/layout.tsx')).toEqual(['ui']);
});

describe.each(entries.filter((entry) => !layouts.includes(entry)))('%s', (entry) => {
  test('gives the words that its layouts do not, and that it needs', () => {
    const needed = used(entry).filter((room) => !around(entry).includes(room));
    expect(given(entry).toSorted()).toEqual(needed);
  });
});

test.each(layouts)('%s gives only what is needed below it', (layout) => {
  const below = entries.filter((entry) => entry.startsWith(`${dirname(layout)}/`));
  const needed = new Set(below.flatMap(used));
  expect(given(layout).filter((room) => !needed.has(room))).toEqual([]);
  const missing = used(layout).filter((room) => ![...around(layout), ...given(layout)].includes(room));
  expect(missing).toEqual([]);
});

/** All that an entry renders on the server. */
function onServer(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path) || textOf(path).startsWith("'use client'")) return seen;
  seen.add(path);
  for (const { to, typeOnly } of imports(path)) {
    if (!typeOnly && /^(?:app|components)\//.test(to) && to.endsWith('.tsx')) onServer(to, seen);
  }
  return seen;
}

test('what is rendered on the server takes its words from lib/words/words.ts', () => {
  const files = new Set(entries.flatMap((entry) => [...onServer(entry)]));
  expect(files.size).toBeGreaterThan(30);
  const wrong = [...files].filter((path) => /^import (?!type).*from 'use-intl'/m.test(textOf(path)));
  expect(wrong).toEqual([]);
});

test('every call of the library names its room, so that this test can read it', () => {
  const calls = ['app', 'components']
    .flatMap(sources)
    .flatMap((path) => [...textOf(path).matchAll(/\buseTranslations\(([^)]*)\)/g)].map(([call]) => call));
  expect(calls.filter((call) => !/^useTranslations\('\w+'\)$/.test(call))).toEqual([]);
});
