import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { keyUse } from '../words/en/key-use.ts';
import { type Client, clients, linesOf } from './clients.ts';

const base = 'https://flowkeep.example.com/graph/0199d1a2-7c3e-7b11-8a4e-2f6d5c4b3a21';
const docs = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'gateway.md'), 'utf8');

const fits: Record<Client['fit'], string> = { settings: 'yes', line: 'with a line', none: 'no' };

/** What the screen says of a client, as a part of a sentence in Markdown. */
function howOf(id: string): string {
  const sentence = new Map(Object.entries<string>(keyUse.clients.how)).get(id) ?? '';
  const text = sentence.replace(/<\/?code>/g, '`').replace(/\.$/, '');
  return text.charAt(0).toLowerCase() + text.slice(1);
}

test('the table of the docs is this one', () => {
  const rows = clients.map(
    ({ id, name, version, fit, why }) =>
      `| ${[name, version].filter(Boolean).join(' ')} | ${fits[fit]} | ${why ?? howOf(id)} |`,
  );
  expect(docs).toContain(
    ['| client | address and key alone | how |', '| --- | --- | --- |', ...rows].join('\n'),
  );
  expect(docs).toContain(keyUse.clients.warning);
});

test('the docs show the lines of those that need more than settings', () => {
  for (const client of clients.filter(({ fit }) => fit === 'line')) {
    const shown = linesOf(client, '$BASE', '$KEY') ?? '';
    const [last = ''] = shown.split('\n').slice(-1);
    expect(docs).toContain(last);
  }
});

describe.each(clients.filter(({ lines }) => lines !== null))('the lines of $name', (client) => {
  test('have the address and the key in them, and nothing left to fill in', () => {
    const lines = linesOf(client, base, 'fk_key') ?? '';
    expect(lines).not.toMatch(/\{(?:base|key|host|credential)\}/);
    expect(lines).toContain('flowkeep.example.com');
    expect(lines).toContain('0199d1a2-7c3e-7b11-8a4e-2f6d5c4b3a21');
    expect(lines.includes('fk_key')).toBe(client.id !== 'newman-cloud');
  });

  test('send nothing to Meta', () => {
    const lines = linesOf(client, base, 'fk_key') ?? '';
    const replaced = lines.replaceAll(/replace\('https:\/\/graph\.facebook\.com'|sub\("\^https:[^"]*"/g, '');
    expect(replaced).not.toContain('graph.facebook');
  });
});

test('who can’t has no lines, and every other has', () => {
  for (const { id, fit, lines } of clients) expect([id, lines === null]).toEqual([id, fit === 'none']);
  expect(new Set(clients.map(({ id }) => id)).size).toBe(clients.length);
});
