/** API keys that open nothing any more, for whoever wants to know which one was tried. */
import { database } from '../../db.ts';
import { type KeyState, keyStateOf, systemClock } from '../key-state.ts';
import { sha256 } from '../random.ts';

export interface EndedKey {
  id: string;
  name: string;
  why: Exclude<KeyState, 'active'>;
}

/** @returns the key that was revoked or is past its end; null for one that stands, and for one that never was */
export async function findEndedKey(key: string, clock = systemClock): Promise<EndedKey | null> {
  const row = await database().apiKey.findUnique({
    where: { keyHash: sha256(key) },
    select: { id: true, name: true, revokedAt: true, expiresAt: true },
  });
  if (!row) return null;
  const state = keyStateOf(row, clock());
  return state === 'active' ? null : { id: row.id, name: row.name, why: state };
}
