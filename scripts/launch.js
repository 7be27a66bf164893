// The entry of every npm script: brings the project up to date, then runs the command on the project's own Node.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, generate, install, ownEnvironment, ownNode } from './prepare.js';

const commands = {
  start: { script: 'serve.ts', built: true, production: true },
  demo: { script: 'demo.ts', built: true, production: true },
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

/**
 * Runs a command and lives exactly as long as it does.
 * @param {{ script: string, args?: string[], production: boolean }} command @param {string[]} words
 */
function run({ script, args = [], production }, words) {
  const env = { ...ownEnvironment(), ...(production ? { NODE_ENV: 'production' } : {}) };
  const child = spawn(ownNode, [join('scripts', script), ...args, ...words], {
    stdio: 'inherit',
    env,
    shell: process.platform === 'win32',
  });
  // A terminal's Ctrl-C reaches the child by itself as well; it takes the second signal calmly.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal));
  }
  child.once('error', (error) => giveUp(`${script} could not be started: ${error.message}`));
  child.once('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1)));
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  giveUp(`Flowkeep needs Node 20.19 or newer to begin; this is ${process.versions.node}.`);
}
const [name = '', ...words] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[/** @type {keyof typeof commands} */ (name)] : null;
if (!command) giveUp(`There is no command ${name}.`);

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
try {
  await install();
  await generate();
  if (command.built) await build();
} catch (error) {
  giveUp(error instanceof Error ? error.message : String(error));
}
run(command, words);
