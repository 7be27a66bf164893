/** The description of the API, held to a generator: its client compiles strictly and makes real calls. */
import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { anyToken } from '../any-token.ts';
import { call, script } from './client.ts';

const root = resolve(import.meta.dirname, '..', '..');
const program = join(root, 'e2e', 'generated', 'program.ts');
const run = promisify(execFile);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flowkeep-generated-'));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const node = (args: string[], env: Record<string, string> = {}) =>
  run(process.execPath, args, { cwd: folder, env: { ...process.env, ...env } }).catch(
    // What a compiler has to say stands in its output.
    (error: { stdout: string; stderr: string }) => Promise.reject(new Error(error.stdout + error.stderr)),
  );

test('a client that is made from the description compiles strictly and works', async () => {
  const { text } = await call('/api/openapi.json');
  await writeFile(join(folder, 'openapi.json'), text);
  await copyFile(program, join(folder, 'program.ts'));
  await node(['node_modules/oazapfts/dist/cli.js', 'openapi.json', 'api.ts']);
  const compilerOptions = {
    target: 'ES2024',
    module: 'NodeNext',
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: false,
    allowImportingTsExtensions: true,
    erasableSyntaxOnly: true,
    types: ['node'],
  };
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  await writeFile(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions, files: ['program.ts', 'api.ts'] }),
  );
  await node(['node_modules/typescript/bin/tsc', '-p', '.']);
  const { stdout } = await node(
    ['program.ts', inject('world').url, anyToken(), script('never-expiring').wabaId],
    { FLOWKEEP_KEY: inject('keys').manage },
  );
  expect(JSON.parse(stdout)).toEqual({
    trimmed: 'accessToken',
    versions: [1, 2, 2],
    suggestion: expect.stringMatching(/^Generated/),
    fields: ['accessToken'],
    first: 'By a generated client',
    total: 1,
    chosen: true,
    usedBy: true,
  });
}, 90_000);
