/** `npm run bench`: Flowkeep against a bare server that runs the same statements and seals the same way, in one run. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fetchJson } from '../bench/fetch-json.ts';
import { measureGateway } from '../bench/gateway.ts';
import { type Load, type Measured, measure, median, type Target } from '../bench/load.ts';
import { residentMiB } from '../bench/memory.ts';
import { measurePage } from '../bench/page.ts';
import { measureScale } from '../bench/scale.ts';
import { seedCredentials, seedKeys, untouchedIds } from '../bench/seed.ts';
import {
  databaseUrlOf,
  freePort,
  operate,
  type RunningWorld,
  startScript,
  startWorld,
} from '../e2e/world.ts';
import { sandboxTokens } from '../sandbox/tokens.ts';

const seconds = Number(process.env.BENCH_SECONDS ?? 4);
const rounds = 3;
const total = 10_000;

interface Row {
  name: string;
  connections: number;
  flowkeep: Measured;
  bare: Measured;
  ratio: number;
}

const [script] = sandboxTokens;

function newCredential(n: number): string {
  const name = `bench ${n} ${randomBytes(6).toString('hex')}`;
  return JSON.stringify({
    connector: 'whatsapp-flows',
    name,
    accessToken: script?.token,
    wabaId: script?.wabaId,
    apiVersion: 'v26.0',
  });
}

function newName(n: number): string {
  return JSON.stringify({ name: `renamed ${n} ${randomBytes(6).toString('hex')}` });
}

async function compare(flowkeep: Target, bare: Target, load: Load, connections: number): Promise<Row> {
  // In turn, so that a machine whose speed drifts drifts for both.
  const pairs: [Measured, Measured][] = [];
  for (let round = 0; round < rounds; round++) {
    pairs.push([
      await measure(flowkeep, load, connections, seconds),
      await measure(bare, load, connections, seconds),
    ]);
  }
  const middle = (side: 0 | 1): Measured => ({
    perSecond: median(pairs.map((pair) => pair[side].perSecond)),
    p50: median(pairs.map((pair) => pair[side].p50)),
    p99: median(pairs.map((pair) => pair[side].p99)),
  });
  const ratio = median(pairs.map(([ours, theirs]) => ours.perSecond / theirs.perSecond));
  return { name: load.name, connections, flowkeep: middle(0), bare: middle(1), ratio };
}

async function startBare(world: RunningWorld) {
  const port = await freePort();
  const env = {
    PORT: String(port),
    DATABASE_URL: await databaseUrlOf(world.dataDir),
    VAULT_KEYS_FILE: join(world.dataDir, 'vault-keys'),
    GRAPH_BASE_URL: world.sandboxUrl,
  };
  return {
    ...(await startScript(['bench/bare-server.ts'], env, /ready/)),
    url: `http://127.0.0.1:${port}`,
    env,
  };
}

function print(rows: Row[]): void {
  console.log(
    '\n| request | callers | Flowkeep /s | bare /s | share | Flowkeep p50 / p99 ms | bare p50 / p99 ms |',
  );
  console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: |');
  for (const { name, connections, flowkeep, bare, ratio } of rows) {
    const figures = [flowkeep.perSecond.toFixed(0), bare.perSecond.toFixed(0), ratio.toFixed(2)];
    const times = [flowkeep, bare].map(({ p50, p99 }) => `${p50} / ${p99}`);
    console.log(`| ${[name, connections, ...figures, ...times].join(' | ')} |`);
  }
}

async function run(): Promise<void> {
  const started = performance.now();
  const world = await startWorld({ LOG_LEVEL: 'info' });
  const readyMs = Math.round(performance.now() - started);
  const key = await operate(world, ['key', 'create', '--name', 'bench', '--scope', 'manage']);
  const first = await fetchJson(`${world.url}/api/credentials`, key, newCredential(0));
  const bare = await startBare(world);
  try {
    await seedCredentials(bare.env.DATABASE_URL, total);
    const idle = residentMiB(world.pid);
    const keys = await seedKeys(bare.env.DATABASE_URL, 60);
    const ours = { url: world.url, keys };
    const theirs = { url: bare.url, keys };
    const loads: Load[] = [
      {
        name: `list, 50 of ${total}`,
        method: 'GET',
        path: '/api/credentials?connector=whatsapp-flows&limit=50',
      },
      { name: 'read one', method: 'GET', path: `/api/credentials/${first.id}` },
      { name: 'add, Graph included', method: 'POST', path: '/api/credentials', body: newCredential },
    ];
    for (const load of loads) await measure(ours, load, 16, 2);
    const rows: Row[] = [];
    for (const load of loads)
      for (const connections of [1, 16]) rows.push(await compare(ours, theirs, load, connections));
    await seedCredentials(bare.env.DATABASE_URL, 10 * total);
    const fresh = await untouchedIds(bare.env.DATABASE_URL);
    // Each is changed once, so that its version is known.
    const next = () => `/api/credentials/${fresh.pop()}`;
    const changes: Load[] = [
      { name: 'update', method: 'PATCH', path: next, headers: { 'if-match': '"1"' }, body: newName },
      { name: 'delete', method: 'DELETE', path: next },
    ];
    for (const load of changes)
      for (const connections of [1, 16]) rows.push(await compare(ours, theirs, load, connections));
    print(rows);
    const page = await measurePage(world.url);
    console.log(
      `\nResident memory of the server: ${idle} MiB idle, ${residentMiB(world.pid)} MiB after load`,
    );
    console.log(`From start on an empty data folder to ready, sandbox included: ${readyMs} ms`);
    console.log(
      `Authenticate screen: ${page.scriptKB} KB of JavaScript gzipped, first paint after ${page.firstPaintMs} ms`,
    );
  } catch (error) {
    console.error(bare.output());
    throw error;
  } finally {
    await bare.stop();
    await world.stop();
  }
}

await run();
await measureScale(seconds);
await measureGateway(seconds);
process.exit();
