import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exclusively } from './lock.js';
import { fingerprint } from './stamp.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flowkeep launch '));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('what something was made from', () => {
  async function source(): Promise<string> {
    const path = await mkdtemp(join(folder, 'source-'));
    await mkdir(join(path, 'deep'));
    await writeFile(join(path, 'deep', 'a.ts'), 'one');
    return path;
  }

  test.each([
    ['a changed file', (path: string) => writeFile(join(path, 'deep', 'a.ts'), 'two')],
    ['a new file', (path: string) => writeFile(join(path, 'b.ts'), '')],
    ['a removed file', (path: string) => rm(join(path, 'deep', 'a.ts'))],
  ])('%s is seen', async (_, change) => {
    const path = await source();
    const before = fingerprint([path]);
    expect(fingerprint([path])).toBe(before);
    await change(path);
    expect(fingerprint([path])).not.toBe(before);
  });

  test('tests, notes and what is generated change nothing', async () => {
    const path = await source();
    const before = fingerprint([path, join(path, 'not-there')]);
    await writeFile(join(path, 'a.test.ts'), '');
    await writeFile(join(path, 'README.md'), '');
    await mkdir(join(path, 'generated'));
    await writeFile(join(path, 'generated', 'client.ts'), '');
    expect(fingerprint([path])).toBe(before);
  });
});

describe('one launch at a time', () => {
  test('others wait, and the lock is gone afterwards, also after a failure', async () => {
    const path = join(folder, 'busy.lock');
    const order: string[] = [];
    const first = exclusively(path, async () => {
      order.push('first begins');
      await sleep(300);
      order.push('first ends');
      throw new Error('failed');
    });
    const second = exclusively(path, async () => {
      order.push('second');
    });
    await expect(first).rejects.toThrow('failed');
    await second;
    expect(order).toEqual(['first begins', 'first ends', 'second']);
    expect(existsSync(path)).toBe(false);
  });

  test('the lock of a dead launch is taken over', async () => {
    const { pid } = spawnSync('true');
    const path = join(folder, 'dead.lock');
    await writeFile(path, `${hostname()} ${pid}`);
    let done = false;
    await exclusively(path, async () => {
      done = true;
    });
    expect(done).toBe(true);
  });

  test('the lock of a live process that does not keep it fresh is taken over, a fresh one is not', async () => {
    const path = join(folder, 'old.lock');
    await writeFile(path, `${hostname()} ${process.pid}`);
    let done = false;
    const taken = exclusively(path, async () => {
      done = true;
    });
    await sleep(500);
    expect(done).toBe(false);
    await utimes(path, new Date(0), new Date(0));
    await taken;
    expect(done).toBe(true);
  });
});

describe('a program that is run to its end', () => {
  const program = pathToFileURL(join(import.meta.dirname, 'program.js')).href;

  function launcher(script: string, env: Record<string, string> = {}) {
    const code = `
      const { runToEnd } = await import(${JSON.stringify(program)});
      const { code } = await runToEnd(process.execPath, ['-e', ${JSON.stringify(script)}], { stdio: 'inherit' });
      process.exitCode = code;`;
    const { npm_lifecycle_event: _, ...rest } = process.env;
    const args = ['--input-type=module', '-e', code];
    return { args, options: { env: { ...rest, ...env } as unknown as NodeJS.ProcessEnv } };
  }

  async function signalled(script: string, signals: NodeJS.Signals[]) {
    const { args, options } = launcher(script);
    const child = spawn(process.execPath, args, { ...options, stdio: ['ignore', 'pipe', 'inherit'] });
    let printed = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      printed += text;
    });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    while (!printed.includes('ready')) await sleep(20);
    for (const signal of signals) {
      child.kill(signal);
      await sleep(50);
    }
    return { code: await ended, printed };
  }

  test('hands on its exit code', () => {
    const { args, options } = launcher('process.exit(7)');
    expect(spawnSync(process.execPath, args, options).status).toBe(7);
  });

  test('ends as 128 and the signal’s number when a signal ended it', async () => {
    const { code } = await signalled("console.log('ready'); setInterval(() => {}, 1000)", ['SIGTERM']);
    expect(code).toBe(143);
  });

  test('gets each signal once, and the launcher waits until it has ended', async () => {
    const script = `
      let seen = 0;
      process.on('SIGTERM', () => { seen += 1; setTimeout(() => { console.log('seen ' + seen); process.exit(0); }, 400); });
      console.log('ready'); setInterval(() => {}, 1000);`;
    const { code, printed } = await signalled(script, ['SIGTERM', 'SIGTERM', 'SIGTERM']);
    expect({ code, printed }).toEqual({ code: 0, printed: 'ready\nseen 1\n' });
  });

  test('is stopped when npm, which started the launcher, is gone', async () => {
    const marker = join(folder, 'stopped');
    const script = `
      process.on('SIGTERM', () => { require('node:fs').writeFileSync(${JSON.stringify(marker)}, ''); process.exit(0); });
      console.log('ready'); setInterval(() => {}, 1000);`;
    const { args, options } = launcher(script, { npm_lifecycle_event: 'start' });
    const shell = `const { spawn } = require('node:child_process');
      spawn(process.execPath, ${JSON.stringify(args)}, { stdio: 'inherit' });`;
    const npm = spawn(process.execPath, ['-e', shell], { ...options, stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve) => npm.stdout.once('data', resolve));
    npm.kill('SIGTERM');
    for (const end = Date.now() + 5_000; !existsSync(marker) && Date.now() < end; ) await sleep(50);
    expect(existsSync(marker)).toBe(true);
  });
});

test('an unknown command is one sentence and a failure', () => {
  const { status, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'launch.js'), 'strat'], {
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: 'There is no command strat. There are start, demo, dev, test, bench, flowkeep.\n',
  });
});
