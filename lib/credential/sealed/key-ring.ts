/** The sealing keys of this process, loaded once from VAULT_KEYS or VAULT_KEYS_FILE. */
import { environment } from '../../env.ts';
import type { KeyBytes } from '../../vault/key.ts';
import { readKeyFile } from '../../vault/key-file.ts';
import { createKeyRing, type KeyRing } from '../../vault/key-ring.ts';
import { parseKeys } from '../../vault/key-text.ts';
import { deriveMacKeys, type MacKeys } from '../../vault/mac-keys.ts';

const shared = globalThis as typeof globalThis & { flowkeepKeyRing?: Promise<KeyRing> };

async function loadKeys(): Promise<KeyBytes[]> {
  const { vaultKeys, vaultKeysFile } = environment();
  if (vaultKeys) return parseKeys(vaultKeys);
  if (!vaultKeysFile) throw new Error('The sealing keys were asked for before the start found them.');
  return readKeyFile(vaultKeysFile);
}

/** @throws KeyRingError with one sentence when the keys can't be loaded */
export function keyRing(): Promise<KeyRing> {
  shared.flowkeepKeyRing ??= loadKeys().then(createKeyRing);
  return shared.flowkeepKeyRing;
}

/** The keys of the audit trail's anchors, which change and rotate with the sealing keys. @throws KeyRingError */
export async function anchorKeys(): Promise<MacKeys> {
  return deriveMacKeys(await loadKeys(), 'flowkeep audit anchor');
}
