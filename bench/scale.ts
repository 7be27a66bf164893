/** What a hundred thousand credentials cost, as a multiple of what a hundred do, in one run. */
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { admin, databaseUrlOf, operate, startWorld } from '../e2e/world.ts';
import { sandboxTokens } from '../sandbox/tokens.ts';
import { fetchJson } from './fetch-json.ts';
import { type Load, measure, median } from './load.ts';
import { seedCredentials, seedKeys } from './seed.ts';

const few = 100;
const many = 100_000;
const rounds = 3;
/** So long the database may take to come to rest after seeding. */
const settleMs = 10_000;

/** Signs the admin in. @returns the Cookie header */
async function cookieOf(url: string): Promise<string> {
  const csrf = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const jar = csrf.headers.getSetCookie().map((line) => line.split(';')[0]);
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: jar.join('; '), 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ...admin, csrfToken, json: 'true' }),
  });
  return [...jar, ...answer.headers.getSetCookie().map((line) => line.split(';')[0])].join('; ');
}

/** The beginning of the word that only the n-th seeded credential has. */
const wordOf = (n: number) => createHash('md5').update(String(n)).digest('hex').slice(0, 10);

/** `n` is the number of a credential in the middle: what is searched for fits one of a hundred, and one of many. */
function loads(id: string, cookie: string, n: number): Load[] {
  const list = '/api/credentials?connector=whatsapp-flows&limit=50';
  return [
    { name: 'list, 50', method: 'GET', path: list },
    { name: 'search, one fits', method: 'GET', path: `${list}&q=${wordOf(n)}` },
    { name: 'search, by a word that all have', method: 'GET', path: `${list}&q=credential+${n}+` },
    { name: 'list by status', method: 'GET', path: `${list}&status=expiring` },
    { name: 'read one', method: 'GET', path: `/api/credentials/${id}` },
    { name: 'credential page', method: 'GET', path: `/credentials/${id}`, headers: { cookie } },
    {
      name: 'Authenticate page',
      method: 'GET',
      path: '/sources/new?connector=whatsapp-flows',
      headers: { cookie },
    },
  ];
}

/** Measures both sizes and prints the multiples. */
export async function measureScale(seconds: number): Promise<void> {
  const world = await startWorld({ LOG_LEVEL: 'info' });
  try {
    const key = await operate(world, ['key', 'create', '--name', 'bench', '--scope', 'manage']);
    const [script] = sandboxTokens;
    const entry = { name: 'first', accessToken: script?.token, wabaId: script?.wabaId, apiVersion: 'v26.0' };
    const body = JSON.stringify({ connector: 'whatsapp-flows', ...entry });
    const { id } = await fetchJson(`${world.url}/api/credentials`, key, body);
    const url = await databaseUrlOf(world.dataDir);
    const target = { url: world.url, keys: await seedKeys(url, 60) };
    const cookie = await cookieOf(world.url);
    const perRequest = async (all: Load[]): Promise<number[]> => {
      for (const load of all) await measure(target, load, 1, 1);
      const times: number[][] = all.map(() => []);
      for (let round = 0; round < rounds; round++)
        for (const [index, load] of all.entries())
          times[index]?.push(1000 / (await measure(target, load, 1, seconds)).perSecond);
      return times.map(median);
    };
    await seedCredentials(url, few);
    const small = await perRequest(loads(id, cookie, few / 2));
    await seedCredentials(url, many);
    await pause(settleMs);
    const large = await perRequest(loads(id, cookie, many / 2 + 1));
    console.log(`\n| request, one caller | ms at ${few} | ms at ${many} | multiple |`);
    console.log('| --- | ---: | ---: | ---: |');
    for (const [index, { name }] of loads(id, cookie, 1).entries()) {
      const [before = Number.NaN, after = Number.NaN] = [small[index], large[index]];
      console.log(
        `| ${name} | ${before.toFixed(2)} | ${after.toFixed(2)} | ${(after / before).toFixed(2)} |`,
      );
    }
  } finally {
    await world.stop();
  }
}
