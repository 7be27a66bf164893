// The entry of every npm script: brings the project up to date, then runs the command on the project's own Node.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, generate } from './build.js';
import { install } from './install.js';
import { serverFlags } from './memory.js';
import { ownEnvironment, ownNode, runToEnd, Stopped } from './program.js';

const commands = {
  start: { script: 'serve.ts', flags: serverFlags, built: true, production: true },
  demo: { script: 'demo.ts', flags: serverFlags, built: true, production: true },
  dev: { script: 'serve.ts', args: ['--dev'], built: false, production: false },
  test: { script: 'test.ts', built: true, production: false },
  bench: { script: 'bench.ts', built: true, production: true },
  flowkeep: { script: 'flowkeep.ts', built: false, production: true },
};

/** @param {string} sentence @returns {never} */
function giveUp(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

/** @param {{ built: boolean }} command */
async function prepare({ built }) {
  await install();
  await generate();
  if (built) await build();
}

/**
 * Runs a command's script.
 * @param {{ script: string, flags?: string[], args?: string[], production: boolean }} command @param {string[]} words
 */
async function run({ script, flags = [], args = [], production }, words) {
  const env = { ...ownEnvironment(), ...(production ? { NODE_ENV: 'production' } : {}) };
  const { code } = await runToEnd(ownNode, [...flags, join('scripts', script), ...args, ...words], {
    stdio: 'inherit',
    env,
  });
  return code;
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  giveUp(`Flowkeep needs Node 20.19 or newer to begin; this is ${process.versions.node}.`);
}
const [name = '', ...words] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[/** @type {keyof typeof commands} */ (name)] : null;
if (!command) giveUp(`There is no command ${name}. There are ${Object.keys(commands).join(', ')}.`);

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
try {
  await prepare(command);
  process.exitCode = await run(command, words);
} catch (error) {
  if (!(error instanceof Stopped)) giveUp(error instanceof Error ? error.message : String(error));
  process.exitCode = error.code;
}
