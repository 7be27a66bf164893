/** A whole Flowkeep for tests: its own data folder and database, its own sandbox, the real server in its own process. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { serverFlags } from '../scripts/memory.js';

export const admin = { email: 'ada@example.com', password: 'correct horse battery' };
export const member = { email: 'mo@example.com', password: 'staple battery horse' };

export interface World {
  /** The server's origin. */
  url: string;
  sandboxUrl: string;
  dataDir: string;
  env: Record<string, string>;
}

export interface RunningWorld extends World {
  /** The server's process. */
  pid: number;
  /** Everything the server has printed. */
  output(): string;
  /** Sends SIGTERM and waits. @returns the exit code */
  stop(): Promise<number | null>;
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

/** The environment of a child, without what this shell happens to have set. */
export function childEnvironment(own: Record<string, string>): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, LANG } = process.env;
  return { PATH, HOME, TMPDIR, LANG, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', ...own };
}

interface Printed {
  text: string;
  waitFor(word: RegExp, seconds: number): Promise<RegExpExecArray>;
}

function collect(child: ChildProcess): Printed {
  const printed: Printed = {
    text: '',
    waitFor: (word, seconds) =>
      new Promise((resolve, reject) => {
        const limit = setTimeout(() => fail(`did not print ${word} in ${seconds} s`), seconds * 1000);
        const look = () => {
          const match = word.exec(printed.text);
          if (match) settle(() => resolve(match));
        };
        const settle = (then: () => void) => {
          clearTimeout(limit);
          child.stdout?.off('data', look);
          then();
        };
        const fail = (why: string) => settle(() => reject(new Error(`the server ${why}:\n${printed.text}`)));
        child.once('exit', (code) => fail(`ended with ${code} before it printed ${word}`));
        child.stdout?.on('data', look);
        look();
      }),
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      printed.text += text;
    });
  }
  return printed;
}

/** Starts a script of the project and waits until it has printed a word. */
export async function startScript(args: string[], env: Record<string, string>, ready: RegExp, seconds = 60) {
  const child = spawn(process.execPath, args, {
    env: childEnvironment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const printed = collect(child);
  const match = await printed.waitFor(ready, seconds).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw error;
  });
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal);
    return exited;
  };
  return { child, match, exited, stop, output: () => printed.text };
}

/** Runs an operator's command of `npm run flowkeep` against a world. @returns what it printed */
export async function operate(world: Pick<World, 'env'>, args: string[], extra: Record<string, string> = {}) {
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, ['scripts/flowkeep.ts', ...args], {
    env: childEnvironment({ ...world.env, ...extra }),
  });
  return stdout.trim();
}

/** Where a test in another process reads what a world's server has printed since it was ready. */
export const printedFile = (dataDir: string) => join(dataDir, 'printed.log');

/** Brings up sandbox and server on fresh data. `env` adds to or overrides the server's environment. */
export async function startWorld(env: Record<string, string> = {}): Promise<RunningWorld> {
  const dataDir = await mkdtemp(join(tmpdir(), 'flowkeep-world-'));
  const sandbox = await startScript(['sandbox/main.ts', '--port', '0'], {}, /http:\/\/127\.0\.0\.1:\d+/);
  const port = await freePort();
  const complete = {
    PORT: String(port),
    DATA_DIR: dataDir,
    GRAPH_BASE_URL: sandbox.match[0],
    ADMIN_EMAIL: admin.email,
    ADMIN_PASSWORD: admin.password,
    ...env,
  };
  const server = await startScript(
    [...serverFlags, 'scripts/serve.ts'],
    complete,
    /Flowkeep is ready: (\S+)/,
  ).catch(async (error: unknown) => {
    await sandbox.stop();
    throw error;
  });
  for (const stream of [server.child.stdout, server.child.stderr]) {
    stream?.on('data', (text) => appendFileSync(printedFile(dataDir), text));
  }
  return {
    url: server.match[1] ?? '',
    sandboxUrl: sandbox.match[0],
    dataDir,
    env: complete,
    pid: server.child.pid ?? 0,
    output: server.output,
    async stop() {
      const code = await server.stop();
      await sandbox.stop();
      await rm(dataDir, { recursive: true, force: true });
      return code;
    },
  };
}

/** The address of a world's embedded database, for tests that look behind the API. */
export async function databaseUrlOf(dataDir: string): Promise<string> {
  const cluster = join(dataDir, 'postgres');
  const password = await readFile(join(cluster, 'flowkeep-password'), 'utf8');
  const port = (await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n')[3];
  return `postgresql://flowkeep:${password}@127.0.0.1:${port}/flowkeep`;
}
