import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { remove } from 'confusables';
import pg from 'pg';
import { expect, test } from 'vitest';
import { nameKey, personNameKey } from '../lib/name/key.ts';
import { createTestDatabase } from './test-database.ts';

const file = join(import.meta.dirname, 'migrations/20261129105000_person_name_key/migration.sql');
const laterFile = join(import.meta.dirname, 'migrations/20261129213500_name_keys/migration.sql');
const names = [
  'Ada  Lovelace',
  'Ada\u00a0LoveIace',
  'Ɐdа\u3164 \u{e0041}Lоvеlасе',
  'Mo',
  'ΜΟ҉',
  'ｍ０',
  'Åsa ÜNAL',
  'Ꭺda Ꮃ',
  'Անի',
  'أحمد ١',
  'ﬁona|1',
  '李  小龍',
  'İbrahim Kaya',
  'Ibrahim Kaya',
  'i\u0307lker İ\u0307',
  'ΔΣ ΔΣΔ',
  '',
  'Martín',
  'Marti\u0301n',
  'Mартіiі\u0301н',
  "O'Brien",
  'O’Brien',
  'Ada\u2800Lovelace-Byron',
  'Ada Lovelace–Byron',
  'Ada\ufe0f\u0301',
  'Àda Zoe´s',
  '小\u200d龍',
];

test('the migration gives people who are there the key that the program gives, and doubles none', async () => {
  const base = await createTestDatabase();
  const client = new pg.Client({ connectionString: base.url });
  await client.connect();
  try {
    await client.query('ALTER TABLE person DROP COLUMN name_key');
    for (const [n, name] of names.entries()) {
      await client.query(
        `INSERT INTO person (id, email, name, role, password_hash, created_at)
         VALUES (gen_random_uuid(), $1, $2, 'member', 'x', now() + $3 * interval '1 s')`,
        [`${n}@example.com`, name, n],
      );
    }
    await client.query(await readFile(file, 'utf8'));
    await client.query(await readFile(laterFile, 'utf8'));
    const { rows } = await client.query<{ name: string; name_key: string | null }>(
      'SELECT name, name_key FROM person ORDER BY created_at',
    );
    const seen = new Set<string>();
    const wanted = names.map((name) => {
      const key = personNameKey(name);
      const first = !seen.has(key);
      seen.add(key);
      return { name, name_key: first ? key : null };
    });
    expect(rows).toEqual(wanted);
    expect(wanted.filter(({ name_key }) => name_key === null).length).toBeGreaterThan(2);
  } finally {
    await client.end();
    await base.drop();
  }
});

/** The key of a credential's name before the later migration. */
const keyBefore = (name: string) =>
  name
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/gu, (letter) =>
      remove(letter),
    )
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase();

test('the later migration gives credentials, sources and destinations the key that the program gives', async () => {
  const base = await createTestDatabase();
  const client = new pg.Client({ connectionString: base.url });
  await client.connect();
  // Of two that become the same, the one that has the key already stays, and the other one keeps its own.
  const all = [...names.filter((name, n) => names.findIndex((o) => keyBefore(o) === keyBefore(name)) === n)];
  const has = new Set(all.map(keyBefore));
  const taken = new Set<string>();
  const wanted = all.map((name) => {
    const [before, key] = [keyBefore(name), nameKey(name)];
    const gets = before === key || (!has.has(key) && !taken.has(key));
    if (gets) taken.add(key);
    return { name, name_key: gets ? key : before };
  });
  try {
    for (const [n, name] of all.entries()) {
      const of = [name, keyBefore(name), n];
      await client.query(
        `INSERT INTO credential (id, connector, name, name_key, waba_id, api_version, verdict, reason, token_last_four,
           token_fingerprint, token_set_by_name, token_set_at, created_by_name, created_at)
         VALUES (gen_random_uuid(), 'whatsapp-flows', $1, $2, '104996122399160', 'v26.0', 'valid', 'ok', 'abcd', 'x', 'x', now(), 'x',
           now() + $3 * interval '1 s')`,
        of,
      );
      for (const kind of ['source', 'destination']) {
        await client.query(
          `INSERT INTO data_resource (id, kind, name, name_key, connector, created_by_name, created_at)
           VALUES (gen_random_uuid(), $4::resource_kind, $1, $2, 'whatsapp-flows', 'x', now() + $3 * interval '1 s')`,
          [...of, kind],
        );
      }
    }
    const sql = await readFile(laterFile, 'utf8');
    // Again it changes nothing.
    for (const _time of [1, 2]) {
      await client.query(sql);
      const credentials = await client.query('SELECT name, name_key FROM credential ORDER BY created_at');
      expect(credentials.rows).toEqual(wanted);
      const sources = await client.query(
        `SELECT name, name_key FROM data_resource WHERE kind = 'source' ORDER BY created_at`,
      );
      expect(sources.rows).toEqual(wanted);
    }
    expect(wanted.filter(({ name, name_key }) => name_key !== nameKey(name)).length).toBeGreaterThan(0);
    expect(wanted.filter(({ name, name_key }) => name_key !== keyBefore(name)).length).toBeGreaterThan(2);
  } finally {
    await client.end();
    await base.drop();
  }
});

test('the table of look-alikes in the migration is that of the program', async () => {
  const sql = await readFile(file, 'utf8');
  const [from = '', gone = '', to = ''] =
    /'g'\),\n([\s\S]+?)\|\| U&'([^']+)',\n([\s\S]+?)\), '\\s/.exec(sql)?.slice(1) ?? [];
  const text = (lines: string) => [...lines.matchAll(/'([^']*)'/g)].map(([, part]) => part).join('');
  const letters = [...text(from)];
  expect(letters.map(nameKey).join('')).toBe(text(to));
  const marks = gone.split('\\').filter(Boolean);
  expect(marks.map((mark) => nameKey(String.fromCodePoint(Number.parseInt(mark, 16)))).join('')).toBe('');
  const all = new Set([...letters, ...marks.map((mark) => String.fromCodePoint(Number.parseInt(mark, 16)))]);
  const missed: string[] = [];
  for (let code = 0; code < 0x20000; code++) {
    const letter = String.fromCodePoint(code);
    if (!/[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u.test(letter))
      continue;
    const plain = letter.normalize('NFKC');
    if (plain === letter && nameKey(letter) !== letter.toLowerCase() && !all.has(letter)) missed.push(letter);
  }
  expect(missed).toEqual([]);
});
