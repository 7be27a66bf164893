/** The gateway against a bare reverse proxy that does the same lookup, open and audit insert, in one run. */

import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import autocannon from 'autocannon';
import { fakeWaba } from '../e2e/api/fake-graph.ts';
import { databaseUrlOf, freePort, operate, startScript, startWorld } from '../e2e/world.ts';
import { fetchJson } from './fetch-json.ts';
import { median } from './load.ts';
import { residentMiB } from './memory.ts';
import { seedKeys } from './seed.ts';

const connections = 32;
const rounds = 5;
const credentials = 8;
const uploadBytes = 10 * 1024 * 1024;

interface Times {
  perSecond: number;
  p50: number;
  p99: number;
}

/** Starts a load; its events carry times finer than its report, which has whole milliseconds. */
function start(options: autocannon.Options) {
  let instance: autocannon.Instance | null = null;
  const result = new Promise<autocannon.Result>((resolve, reject) => {
    instance = autocannon(options, (error, done) => (error ? reject(error) : resolve(done)));
  });
  const took: number[] = [];
  (instance as autocannon.Instance | null)?.on('response', (_client, _status, _bytes, milliseconds) =>
    took.push(milliseconds),
  );
  return { result, took };
}

/** Runs a load. @throws Error when any answer was not a success */
async function load(url: string, paths: string[], keys: string[], seconds: number): Promise<Times> {
  let sent = 0;
  const setupRequest = (one: autocannon.Request) => {
    const n = sent++;
    return {
      ...one,
      path: paths[n % paths.length],
      headers: { authorization: `Bearer ${keys[n % keys.length]}` },
    };
  };
  const { result: report, took } = start({
    url,
    connections,
    duration: seconds,
    requests: [{ method: 'GET', setupRequest }],
  });
  const result = await report;
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${JSON.stringify(result.statusCodeStats)}, ${result.errors} failed`);
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
  return { perSecond: result.requests.total / result.duration, p50: at(0.5), p99: at(0.99) };
}

const partHead = Buffer.from('--x\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n');
const partEnd = Buffer.from('\r\n--x--\r\n');

/** Uploads 10 MB as a multipart form, as fast as they are taken. @returns the status */
function upload(url: string, key: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${key}`,
      'content-type': 'multipart/form-data; boundary=x',
      'content-length': partHead.length + uploadBytes + partEnd.length,
    };
    const call = request(url, { method: 'POST', headers }, (answer) => {
      answer.resume().once('end', () => resolve(answer.statusCode ?? 0));
    });
    call.once('error', reject);
    const piece = Buffer.alloc(65_536, 'x');
    let left = uploadBytes;
    const go = () => {
      while (left > 0) {
        left -= piece.length;
        if (!call.write(piece)) return void call.once('drain', go);
      }
      call.end(partEnd);
    };
    call.write(partHead);
    go();
  });
}

/** The most memory that a process takes while something runs. */
async function peakMiB(pid: number, work: Promise<unknown>): Promise<number> {
  let most = residentMiB(pid);
  let running = true;
  const done = work.finally(() => {
    running = false;
  });
  while (running) {
    await pause(5);
    most = Math.max(most, residentMiB(pid));
  }
  await done;
  return most;
}

async function measureUploads(url: string, pid: number, key: string): Promise<string> {
  const one = async () => {
    if ((await upload(url, key)) !== 200) throw new Error('an upload failed');
  };
  for (let n = 0; n < 10; n++) await one();
  const before = residentMiB(pid);
  const single = await peakMiB(pid, one());
  const many = async () => {
    for (let n = 0; n < 20; n++) await Promise.all([one(), one(), one(), one()]);
  };
  const peak = await peakMiB(pid, many());
  return `${before} MiB before, ${single} MiB at most during one, ${peak} MiB during 80, four at once`;
}

function print(name: string, direct: Times, ours: Times[], theirs: Times[]): void {
  const middle = (times: Times[], of: keyof Times) => median(times.map((one) => one[of]));
  const ratio = median(ours.map((one, round) => one.perSecond / (theirs[round]?.perSecond ?? Number.NaN)));
  const added = (of: 'p50' | 'p99') =>
    median(ours.map((one, round) => one[of] - (theirs[round]?.[of] ?? Number.NaN)));
  const row = (what: string, one: Record<keyof Times, number>) =>
    console.log(`| ${what} | ${one.perSecond.toFixed(0)} | ${one.p50.toFixed(1)} | ${one.p99.toFixed(1)} |`);
  console.log(`\n| ${name}, ${connections} callers | /s | p50 ms | p99 ms |\n| --- | ---: | ---: | ---: |`);
  row('Graph itself, nothing between', direct);
  for (const [what, times] of [
    ['gateway', ours],
    ['bare proxy', theirs],
  ] as const) {
    row(what, {
      perSecond: middle(times, 'perSecond'),
      p50: middle(times, 'p50'),
      p99: middle(times, 'p99'),
    });
  }
  console.log(
    `\nGateway: ${ratio.toFixed(2)} of the bare proxy's calls; added p50 ${added('p50').toFixed(1)} ms, p99 ${added('p99').toFixed(1)} ms`,
  );
}

/** Brings up a world of its own and prints the gateway's figures. */
export async function measureGateway(seconds: number): Promise<void> {
  const graph = await startScript(['bench/graph.ts'], {}, /graph at (\S+)/);
  const graphUrl = graph.match[1] ?? '';
  const world = await startWorld({ GRAPH_BASE_URL: graphUrl, LOG_LEVEL: 'info' });
  const databaseUrl = await databaseUrlOf(world.dataDir);
  const port = await freePort();
  const bare = await startScript(
    ['bench/bare-proxy.ts'],
    {
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      VAULT_KEYS_FILE: join(world.dataDir, 'vault-keys'),
      GRAPH_BASE_URL: graphUrl,
    },
    /ready/,
  );
  try {
    const manage = await operate(world, ['key', 'create', '--name', 'bench', '--scope', 'manage']);
    const ids: string[] = [];
    for (let n = 0; n < credentials; n++) {
      const body = {
        connector: 'whatsapp-flows',
        name: `gateway ${n}`,
        accessToken: `EAAbench${'x'.repeat(180)}${n}`,
        wabaId: fakeWaba,
        apiVersion: 'v26.0',
      };
      ids.push((await fetchJson(`${world.url}/api/credentials`, manage, JSON.stringify(body))).id);
    }
    const keys = await seedKeys(databaseUrl, 60, 'use');
    const paths = ids.map((id) => `/graph/${id}/${fakeWaba}/flows?limit=10`);
    const ours = () => load(world.url, paths, keys, seconds);
    const theirs = () => load(`http://127.0.0.1:${port}`, paths, keys, seconds);
    await ours();
    await theirs();
    const pairs: [Times, Times][] = [];
    // In turn, so that a machine whose speed drifts drifts for both.
    for (let round = 0; round < rounds; round++) pairs.push([await ours(), await theirs()]);
    const direct = await load(graphUrl, [`/v26.0/${fakeWaba}/flows?limit=10`], keys, seconds);
    print(
      'a page of flows',
      direct,
      pairs.map(([one]) => one),
      pairs.map(([, other]) => other),
    );
    const uploads = await measureUploads(`${world.url}/graph/${ids[0]}/1/assets`, world.pid, keys[0] ?? '');
    console.log(`\nMemory of the server while 10 MB are uploaded through the gateway: ${uploads}`);
  } catch (error) {
    console.error(
      bare.output(),
      world
        .output()
        .split('\n')
        .filter((line) => line.includes('"level":50'))
        .slice(0, 20)
        .join('\n'),
    );
    throw error;
  } finally {
    await bare.stop();
    await world.stop();
    await graph.stop();
  }
}
