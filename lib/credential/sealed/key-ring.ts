/** The sealing keys of this process, loaded once from VAULT_KEYS or VAULT_KEYS_FILE. */
import { environment } from '../../env.ts';
import { readKeyFile } from '../../vault/key-file.ts';
import { createKeyRing, type KeyRing } from '../../vault/key-ring.ts';
import { parseKeys } from '../../vault/key-text.ts';

const shared = globalThis as typeof globalThis & { flowkeepKeyRing?: Promise<KeyRing> };

async function load(): Promise<KeyRing> {
  const { vaultKeys, vaultKeysFile } = environment();
  if (vaultKeys) return createKeyRing(parseKeys(vaultKeys));
  if (!vaultKeysFile) throw new Error('The sealing keys were asked for before the start found them.');
  return createKeyRing(await readKeyFile(vaultKeysFile));
}

/** @throws KeyRingError or KeyFileError with one sentence when the keys can't be loaded. */
export function keyRing(): Promise<KeyRing> {
  shared.flowkeepKeyRing ??= load();
  return shared.flowkeepKeyRing;
}
