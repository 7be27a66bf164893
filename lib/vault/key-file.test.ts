import { execFileSync, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  chmod,
  chown,
  link,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { createKeyFile, readKeyFile } from './key-file.ts';
import { createKeyRing, KeyRingError } from './key-ring.ts';
import { formatKey } from './key-text.ts';

const root = await mkdtemp(join(tmpdir(), 'flowkeep-key-file-'));
afterAll(() => rm(root, { recursive: true }));

let folder = '';
let path = '';
beforeEach(async () => {
  folder = await mkdtemp(join(root, 'case-'));
  path = join(folder, 'keys');
});

const text = `${formatKey({ id: 'k1', bytes: randomBytes(32) })}\n`;
const write = (content: string | Uint8Array, mode = 0o600) => writeFile(path, content, { mode });

/** @returns the sentence of the refusal. */
async function refusal(): Promise<string> {
  const error = await readKeyFile(path).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(KeyRingError);
  return (error as Error).message;
}

describe('a made file', () => {
  test('holds one new key that makes a ring, under an id that tells the day', async () => {
    expect(await createKeyFile(path)).toBe(true);
    const keys = await readKeyFile(path);
    expect(keys).toHaveLength(1);
    const day = new Date().toISOString().slice(0, 10).replaceAll('-', '');
    expect((await createKeyRing(keys)).active.id).toMatch(new RegExp(`^k-${day}-[0-9a-f]{4}$`));
  });

  test('has mode 0600 and leaves nothing beside it', async () => {
    await createKeyFile(path);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(path)).nlink).toBe(1);
    expect(await readdir(folder)).toEqual(['keys']);
  });

  test('never replaces one that is there, whatever it holds', async () => {
    for (const content of [text, 'damaged', '']) {
      await write(content);
      expect(await createKeyFile(path)).toBe(false);
      expect(await readFile(path, 'utf8')).toBe(content);
    }
    expect(await readdir(folder)).toEqual(['keys']);
  });

  test('is not written through a link to a file that does not exist', async () => {
    await symlink(join(folder, 'elsewhere'), path);
    expect(await createKeyFile(path)).toBe(false);
    expect(await readdir(folder)).toEqual(['keys']);
  });

  test('needs a folder, and the refusal names the file', async () => {
    path = join(folder, 'missing', 'keys');
    await expect(createKeyFile(path)).rejects.toThrow(KeyRingError);
    await expect(createKeyFile(path)).rejects.toThrow(`${path} cannot be made (ENOENT)`);
  });
});

describe('reading', () => {
  test('a file with more keys gives them in order', async () => {
    await write(`# new\n${text}\n${formatKey({ id: 'k0', bytes: randomBytes(32) })}`);
    expect((await readKeyFile(path)).map(({ id }) => id)).toEqual(['k1', 'k0']);
  });

  test('a file that only its owner may read, and nobody write, is fine', async () => {
    await write(text, 0o400);
    expect(await readKeyFile(path)).toHaveLength(1);
  });

  test.each([0o640, 0o620, 0o610, 0o604, 0o602, 0o601, 0o644, 0o666])('refuses mode %o', async (mode) => {
    await write(text);
    await chmod(path, mode);
    expect(await refusal()).toMatch(/chmod 600/);
  });

  test('refuses a symbolic link, though it leads to a good file', async () => {
    await createKeyFile(join(folder, 'real'));
    await symlink(join(folder, 'real'), path);
    expect(await refusal()).toMatch(/symbolic link/);
  });

  test.runIf(process.getuid?.() === 0)('refuses the file of another user', async () => {
    await write(text);
    await chown(path, 65_534, 65_534);
    expect(await refusal()).toMatch(/belongs to another user/);
  });

  test('refuses a folder', async () => {
    await mkdir(path, { mode: 0o700 });
    expect(await refusal()).toMatch(/not a regular file/);
  });

  test('refuses a pipe at once, without waiting for a writer', { timeout: 2000 }, async () => {
    execFileSync('mkfifo', ['-m', '600', path]);
    expect(await refusal()).toMatch(/not a regular file/);
  });

  test('refuses a socket', async () => {
    const server = createServer().listen(path);
    await once(server, 'listening');
    expect(await refusal()).toMatch(/not a regular file/);
    server.close();
  });

  test('refuses a file that is not there', async () => {
    expect(await refusal()).toBe(`The key file ${path} does not exist.`);
  });

  test('accepts 64 KB and refuses one byte more', async () => {
    await write(text + '#'.repeat(65_536 - text.length));
    expect(await readKeyFile(path)).toHaveLength(1);
    await write(text + '#'.repeat(65_537 - text.length));
    expect(await refusal()).toMatch(/larger than 64 KB/);
  });

  test.each([
    ['nothing', ''],
    ['a passphrase', 'correct horse'],
    ['half a key', text.slice(0, 20)],
    ['bytes that are no text', randomBytes(32)],
  ])('refuses %s by the file’s name, without repeating it', async (_name, content) => {
    await write(content);
    const sentence = await refusal();
    expect(sentence).toContain(path);
    expect(sentence).toMatch(/openssl rand -base64 32/);
    if (content.length > 0) expect(sentence).not.toContain(content.toString().slice(0, 12));
  });
});

const moduleUrl = new URL('./key-file.ts', import.meta.url).href;
const script = (body: string) => [
  '--input-type=module',
  '-e',
  `import { createKeyFile, readKeyFile } from ${JSON.stringify(moduleUrl)};${body}`,
];

/** A start: says that it has loaded, waits for the signal, makes the file, and prints the bytes' hash it read. */
function startProcess() {
  const child = spawn(
    process.execPath,
    script(`
      import { createHash } from 'node:crypto';
      process.stdout.write('ready ');
      process.stdin.once('data', async () => {
        const made = await createKeyFile(${JSON.stringify(path)});
        const [key] = await readKeyFile(${JSON.stringify(path)});
        process.stdout.write(made + ' ' + createHash('sha256').update(key.bytes).digest('hex'));
        process.exit();
      });`),
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  return { child, ready: once(child.stdout, 'data'), closed: once(child, 'close'), output: () => output };
}

test('30 starts at once end with one key, made by one of them', { timeout: 60_000 }, async () => {
  const starts = Array.from({ length: 30 }, startProcess);
  await Promise.all(starts.map(({ ready }) => ready));
  for (const { child } of starts) child.stdin.write('go');
  await Promise.all(starts.map(({ closed }) => closed));
  const [key] = await readKeyFile(path);
  const hash = createHash('sha256')
    .update(key?.bytes ?? '')
    .digest('hex');
  const outputs = starts.map(({ output }) => output()).sort();
  expect(outputs).toEqual([...Array.from({ length: 29 }, () => `ready false ${hash}`), `ready true ${hash}`]);
  expect(await readdir(folder)).toEqual(['keys']);
});

test('a kill -9 at any moment leaves each file whole or absent', { timeout: 60_000 }, async () => {
  for (let round = 0; round < 8; round += 1) {
    const prefix = JSON.stringify(`${path}-${round}-`);
    const child = spawn(
      process.execPath,
      script(
        `for (let n = 0; ; n += 1) { await createKeyFile(${prefix} + n); if (n === 0) console.log('going'); }`,
      ),
    );
    const closed = once(child, 'close');
    await once(child.stdout, 'data');
    await wait(5 + round * 7);
    child.kill('SIGKILL');
    await closed;
  }
  const files = (await readdir(folder)).filter((name) => name.startsWith('keys-'));
  expect(files.length).toBeGreaterThanOrEqual(8);
  for (const name of files) expect(await readKeyFile(join(folder, name)), name).toHaveLength(1);
});

test('a second name of the file, which a kill can leave behind, does not hinder reading', async () => {
  await createKeyFile(path);
  await link(path, join(folder, '.keys.0123456789abcdef'));
  expect(await readKeyFile(path)).toHaveLength(1);
});
