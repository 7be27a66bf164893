/** What global set-up tells the workers. Tokens of sessions stay in memory: no file is left behind. */
import type { StorageState } from './session.ts';

export interface SharedWorld {
  url: string;
  states: { admin: StorageState; member: StorageState };
}

const variable = 'FLOWKEEP_BROWSER_WORLD';

export function shareWorld(world: SharedWorld): void {
  process.env[variable] = JSON.stringify(world);
}

export function sharedWorld(): SharedWorld {
  const text = process.env[variable];
  if (!text) throw new Error('Global set-up has not run.');
  return JSON.parse(text) as SharedWorld;
}
