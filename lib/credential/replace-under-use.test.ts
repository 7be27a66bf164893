/** Sixteen callers use a credential while its token is replaced and rolled back a hundred times. */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wabas } from '../../sandbox/account/wabas.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { sandboxAppSecret } from '../../sandbox/tokens.ts';
import type { Caller } from '../access/actor.ts';
import { completeEnvironment } from '../env.ts';
import { addCredential } from './add.ts';
import { adminCaller, freshDatabase, loadKeys, randomKey } from './credential-testing.ts';
import { replaceToken } from './replace-token.ts';
import { rollBackToken } from './roll-back.ts';
import { credentialInputSchema } from './schema.ts';
import { openCredential } from './sealed/open.ts';

let drop: () => Promise<void>;
let sandbox: Sandbox;
let caller: Caller;

beforeAll(async () => {
  drop = await freshDatabase();
  sandbox = await startSandbox();
  completeEnvironment({ GRAPH_BASE_URL: sandbox.url });
  await loadKeys(randomKey('k1'));
  caller = await adminCaller();
});

afterAll(async () => {
  await sandbox.close();
  await drop();
});

const watch = { signal: new AbortController().signal };
const [evenWaba, oddWaba] = [wabas[0]?.id ?? '', wabas[1]?.id ?? ''];

/** What belongs together under a version's number: odd ones have an App Secret and another WABA. */
const setOf = (version: number) => ({
  accessToken: `EAASANDBOX${randomBytes(20).toString('hex')}`,
  wabaId: version % 2 ? oddWaba : evenWaba,
  appSecret: version % 2 ? sandboxAppSecret : null,
});

test('every use gets the old or the new token, never none and never a mix', async () => {
  const sets = new Map([[1, setOf(1)]]);
  const { appSecret, ...first } = { ...setOf(1), ...sets.get(1) };
  const input = { connector: 'whatsapp-flows', name: 'busy', apiVersion: 'v26.0', ...first };
  const added = await addCredential(caller, credentialInputSchema.parse({ ...input, appSecret }), watch);
  const { id } = added;

  let running = true;
  let uses = 0;
  const wrong: string[] = [];
  const use = async () => {
    while (running) {
      const opened = await openCredential(caller.actor, id).catch((error: Error) => error);
      uses += 1;
      if (opened instanceof Error) wrong.push(`none: ${opened.message}`);
      else {
        const { tokenVersion, token, appSecret: secret, wabaId } = opened;
        const set = sets.get(tokenVersion);
        const same =
          token.use((text) => text === set?.accessToken) &&
          (secret?.use((text) => text) ?? null) === set?.appSecret &&
          wabaId === set?.wabaId;
        if (!same) wrong.push(`a mix in version ${tokenVersion}`);
      }
      // Short enough to use each set, long enough to leave the changes their time.
      await sleep(10);
    }
  };
  const callers = Array.from({ length: 16 }, use);

  let { version } = added;
  for (let round = 0; round < 50; round++) {
    const next = round + 2;
    const set = setOf(next);
    // Known before it is stored: a caller may get it before the answer is here.
    sets.set(next, set);
    const replacement = { ...set, confirm: 'busy' };
    ({ version } = await replaceToken(caller, id, replacement, [version], watch));
    ({ version } = await rollBackToken(caller, id, undefined, [version]));
  }
  running = false;
  await Promise.all(callers);
  expect(wrong).toEqual([]);
  expect(uses).toBeGreaterThan(500);
  expect(version).toBe(101);
}, 60_000);
