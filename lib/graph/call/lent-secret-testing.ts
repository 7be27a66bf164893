/** For tests: a value lent as the vault's secrets are. */
import type { LentSecret } from './secret.ts';

export function lend(value: string): LentSecret {
  return { use: (callback) => callback(value) };
}
