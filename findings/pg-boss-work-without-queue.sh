#!/usr/bin/env bash
# pg-boss 12.38.0: work() on a queue that does not exist resolves, and the worker then fails at every poll; each time
# `error` is emitted with a plain object rather than an Error, so `instanceof Error` is false and String(it) is
# "[object Object]". Its message and stack are there to be read. (send() on such a queue rejects.)
# Output seen (Node 24.21): work resolved / error false [object Object] Queue missing does not exist
# Source: run here on PGlite 0.5.17, PostgreSQL in the process; pg-boss makes the object where a worker reports an error.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund pg-boss@12.38.0 @electric-sql/pglite@0.5.17 node@24.21.0
cat > run.mjs <<'JS'
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { PGlite } from '@electric-sql/pglite';
import { PgBoss } from 'pg-boss';

const postgres = new PGlite();
const executeSql = async (text, values) =>
  values?.length ? postgres.query(text, values) : { rows: (await postgres.exec(text)).flatMap(({ rows }) => rows) };
const boss = new PgBoss({ db: { executeSql }, backend: 'pglite' });
await boss.start();
await assert.rejects(boss.send('missing'));
const reported = new Promise((resolve) => boss.on('error', resolve));
await boss.work('missing', { pollingIntervalSeconds: 0.5 }, async () => {});
console.log('work resolved');
const error = await reported;
console.log('error', error instanceof Error, String(error), error.message.split(' (')[0]);
assert.equal(error instanceof Error, false);
assert.equal(String(error), '[object Object]');
assert.match(error.message, /^Queue missing does not exist/);
assert.match(error.stack, /\n {4}at /);
process.exit(0);
JS
node_modules/.bin/node run.mjs
