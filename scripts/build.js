// Generates the database client and builds the pages, when they are stale.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { exclusively } from './lock.js';
import { ownEnvironment, ownNode, step } from './program.js';
import { fingerprint, readStamp, writeStamp } from './stamp.js';

const lock = '.flowkeep-build.lock';

/**
 * Makes something unless its stamp says that it fits.
 * @param {string} stampPath @param {string} wanted @param {() => Promise<void>} make
 */
async function unlessFresh(stampPath, wanted, make) {
  if (readStamp(stampPath) === wanted) return;
  await exclusively(lock, async () => {
    if (readStamp(stampPath) === wanted) return;
    // Without its stamp, work that is cut short is done again.
    rmSync(stampPath, { force: true });
    await make();
    writeStamp(stampPath, wanted);
  });
}

/** Generates the Prisma client, unless it fits the schema. */
export async function generate() {
  const { version } = JSON.parse(readFileSync(join('node_modules', 'prisma', 'package.json'), 'utf8'));
  const wanted = fingerprint(['prisma/schema.prisma', 'prisma.config.ts'], version);
  await unlessFresh(join('prisma', 'generated', '.flowkeep-generated'), wanted, async () => {
    // Prisma would download an engine that generating does not use; any existing program keeps it from that.
    const env = { ...ownEnvironment(), PRISMA_SCHEMA_ENGINE_BINARY: process.execPath };
    const args = [join('node_modules', 'prisma', 'build', 'index.js'), 'generate'];
    await step('Generating the database client', ownNode, args, { env });
  });
}

const buildInputs = [
  'app',
  'components',
  'lib',
  'sandbox',
  'public',
  'prisma/schema.prisma',
  'instrumentation.ts',
  'proxy.ts',
  'next.config.js',
  'postcss.config.mjs',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];

/** Builds the pages, unless the build fits the sources. */
export async function build() {
  await unlessFresh(join('.next', '.flowkeep-build'), fingerprint(buildInputs), async () => {
    const env = { ...ownEnvironment(), NODE_ENV: 'production' };
    await step('Building', ownNode, [join('node_modules', 'next', 'dist', 'bin', 'next'), 'build'], { env });
  });
}
