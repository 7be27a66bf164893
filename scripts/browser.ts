/** Finds a Chromium to test with: the machine's own, Playwright's, or the distribution's package. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function onPath(): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const paths = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return paths.find((path) => existsSync(path)) ?? null;
}

/** The path of a Chromium that is there; null when none is. */
function found(): string | null {
  const own = chromium.executablePath();
  return onPath() ?? (existsSync(own) ? own : null);
}

/** @throws Error when no Chromium is there: `installBrowser` gets one */
export function browserPath(): string {
  const path = found();
  if (!path) throw new Error('No Chromium is installed. `npm test` installs one.');
  return path;
}

function attempt(command: string, args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'], timeout: 10 * 60_000 });
    return true;
  } catch {
    return false;
  }
}

/** Gets a Chromium where there is none: Playwright's own, else (as root) the distribution's package. */
export function installBrowser(): string {
  if (!found()) {
    console.error('Installing a browser …');
    const playwright = join('node_modules', '.bin', 'playwright');
    const downloaded =
      attempt(playwright, ['install', '--with-deps', 'chromium']) ||
      attempt(playwright, ['install', 'chromium']);
    if (!downloaded && process.getuid?.() === 0) {
      attempt('apt-get', ['update']);
      attempt('apt-get', ['install', '-y', '--no-install-recommends', 'chromium']);
    }
  }
  return browserPath();
}
