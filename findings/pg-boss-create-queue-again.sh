#!/usr/bin/env bash
# pg-boss 12.38.0: createQueue() on a queue that exists resolves and changes nothing, so options that a new release of a
# program gives there (retries, expiry) never take effect on a database that an older one made. updateQueue() changes
# them.
# Output seen (Node 24.21): made 1, made again 1, updated 5
# Source: run here on PGlite 0.5.17, PostgreSQL in the process; create_queue() in dist/plans.js inserts ON CONFLICT DO NOTHING.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund pg-boss@12.38.0 @electric-sql/pglite@0.5.17 node@24.21.0
cat > run.mjs <<'JS'
import assert from 'node:assert/strict';
import { PGlite } from '@electric-sql/pglite';
import { PgBoss } from 'pg-boss';

const postgres = new PGlite();
const executeSql = async (text, values) =>
  values?.length ? postgres.query(text, values) : { rows: (await postgres.exec(text)).flatMap(({ rows }) => rows) };
const boss = new PgBoss({ db: { executeSql }, backend: 'pglite' });
await boss.start();
const retries = async () => (await boss.getQueue('letters')).retryLimit;
await boss.createQueue('letters', { retryLimit: 1 });
const made = await retries();
await boss.createQueue('letters', { retryLimit: 5 });
const again = await retries();
await boss.updateQueue('letters', { retryLimit: 5 });
const updated = await retries();
console.log(`made ${made}, made again ${again}, updated ${updated}`);
assert.deepEqual([made, again, updated], [1, 1, 5]);
process.exit(0);
JS
node_modules/.bin/node run.mjs
