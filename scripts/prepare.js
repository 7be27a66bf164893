// Installs, generates and builds what is missing or stale. Runs on the machine's own Node, with nothing installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { exclusively, fingerprint, readStamp, writeStamp } from './stamp.js';

const installLock = '.flowkeep-install.lock';
const buildLock = '.flowkeep-build.lock';

/** The project's own Node, from npm. */
export const ownNode = join('node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');

/** The environment of everything that is started: the project's own programs first. */
export function ownEnvironment() {
  const own = join(process.cwd(), 'node_modules', '.bin');
  return {
    ...process.env,
    PATH: `${own}${delimiter}${process.env.PATH ?? ''}`,
    NEXT_TELEMETRY_DISABLED: '1',
  };
}

/**
 * Runs a program to its end; what it prints is shown only when it fails.
 * @param {string} title @param {string} program @param {string[]} args @param {NodeJS.ProcessEnv} env
 */
function step(title, program, args, env) {
  process.stderr.write(`${title} …\n`);
  const windows = process.platform === 'win32';
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    env,
    shell: windows,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status === 0) return;
  process.stderr.write(`${stdout ?? ''}${stderr ?? ''}${error ? `${error.message}\n` : ''}`);
  throw new Error(`${title} failed; the lines above say why.`);
}

/** Installs the packages of the lock file, unless they are there. */
export async function install() {
  const stampPath = join('node_modules', '.flowkeep-install');
  const wanted = fingerprint(
    ['package.json', 'package-lock.json', '.npmrc'],
    `${process.platform}-${process.arch}`,
  );
  if (readStamp(stampPath) === wanted) return;
  await exclusively(installLock, () => {
    if (readStamp(stampPath) === wanted) return;
    const npm = process.env.npm_execpath;
    const env = { ...process.env, NODE_ENV: 'development' };
    const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
    if (npm?.endsWith('.js')) step('Installing packages', process.execPath, [npm, ...args], env);
    else step('Installing packages', 'npm', args, env);
    if (!existsSync(ownNode))
      throw new Error('npm did not install Node 24: were install scripts switched off?');
    writeStamp(stampPath, wanted);
  });
}

/** Generates the Prisma client, unless it fits the schema. */
export async function generate() {
  const stampPath = join('prisma', 'generated', '.flowkeep-generated');
  const version = JSON.parse(readFileSync('package.json', 'utf8')).dependencies.prisma;
  const wanted = fingerprint(['prisma/schema.prisma', 'prisma.config.ts'], version);
  if (readStamp(stampPath) === wanted) return;
  await exclusively(installLock, () => {
    if (readStamp(stampPath) === wanted) return;
    // Prisma would download an engine that generating does not use; any existing program keeps it from that.
    const env = { ...ownEnvironment(), PRISMA_SCHEMA_ENGINE_BINARY: process.execPath };
    step(
      'Generating the database client',
      ownNode,
      [join('node_modules', 'prisma', 'build', 'index.js'), 'generate'],
      env,
    );
    writeStamp(stampPath, wanted);
  });
}

const buildInputs = [
  'app',
  'components',
  'lib',
  'sandbox',
  'prisma/schema.prisma',
  'next.config.js',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
];

/** Builds the pages, unless the build fits the sources. */
export async function build() {
  const stampPath = join('.next', '.flowkeep-build');
  const wanted = fingerprint(buildInputs);
  if (readStamp(stampPath) === wanted) return;
  await exclusively(buildLock, () => {
    if (readStamp(stampPath) === wanted) return;
    // Without its stamp a build that is cut short is built again.
    rmSync(stampPath, { force: true });
    const env = { ...ownEnvironment(), NODE_ENV: 'production' };
    step('Building', ownNode, [join('node_modules', 'next', 'dist', 'bin', 'next'), 'build'], env);
    writeStamp(stampPath, wanted);
  });
}
