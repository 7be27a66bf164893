import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Client, clients, keyWarning, linesOf } from './clients.ts';

const base = 'https://flowkeep.example.com/graph/0199d1a2-7c3e-7b11-8a4e-2f6d5c4b3a21';
const docs = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'gateway.md'), 'utf8');

const fits: Record<Client['fit'], string> = { settings: 'yes', line: 'with a line', none: 'no' };

test('the table of the docs is this one', () => {
  const rows = clients.map(
    ({ name, version, fit, how }) =>
      `| ${[name, version].filter(Boolean).join(' ')} | ${fits[fit]} | ${how} |`,
  );
  expect(docs).toContain(
    ['| client | address and key alone | how |', '| --- | --- | --- |', ...rows].join('\n'),
  );
  expect(docs).toContain(keyWarning);
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
