/** The loaded sealing keys: one seals, all of them open. */
import type { KeyBytes, SealingKey } from './key.ts';
import { importLocalKey, keyFault } from './key.ts';

/** Keys that cannot be used. The message is one sentence for the operator, without a byte of a key. */
export class KeyRingError extends Error {
  override name = 'KeyRingError';
}

export interface KeyRing {
  /** The key that new envelopes are sealed with. */
  readonly active: SealingKey;
  readonly ids: readonly string[];
  get(id: string): SealingKey | undefined;
}

/**
 * Makes a ring of sealing keys of any kind; the first is active.
 * @throws KeyRingError when there is none, or two have the same id.
 */
export function ringOf(keys: readonly SealingKey[]): KeyRing {
  const [active] = keys;
  if (!active) throw new KeyRingError('There is no sealing key.');
  const byId = new Map<string, SealingKey>();
  for (const key of keys) {
    if (byId.has(key.id)) throw new KeyRingError(`Two sealing keys have the id ${key.id}: rename one.`);
    byId.set(key.id, key);
  }
  return { active, ids: [...byId.keys()], get: (id) => byId.get(id) };
}

/**
 * Makes a ring of local keys; the first is active, the others only open.
 * @throws KeyRingError that names the key which has a wrong id, a wrong length, only zeros, or a twin.
 */
export async function createKeyRing(keys: readonly KeyBytes[]): Promise<KeyRing> {
  const idByBytes = new Map<string, string>();
  for (const key of keys) {
    const fault = keyFault(key);
    if (fault) throw new KeyRingError(fault);
    const bytes = Buffer.from(key.bytes).toString('hex');
    const twin = idByBytes.get(bytes);
    // Under two ids, a key that was retired because it leaked would go on sealing unnoticed.
    if (twin !== undefined && twin !== key.id) {
      throw new KeyRingError(`The sealing keys ${twin} and ${key.id} are the same key: make a new one.`);
    }
    idByBytes.set(bytes, key.id);
  }
  return ringOf(await Promise.all(keys.map(({ id, bytes }) => importLocalKey(id, bytes))));
}
