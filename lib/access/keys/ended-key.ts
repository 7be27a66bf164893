/** API keys that open nothing any more, for whoever wants to know which one was tried. */
import { database } from '../../db.ts';
import { sha256 } from '../random.ts';

export interface EndedKey {
  id: string;
  name: string;
  why: 'revoked' | 'expired';
}

/** @returns the key that was revoked or is past its end; null for one that stands, and for one that never was */
export async function findEndedKey(key: string): Promise<EndedKey | null> {
  const row = await database().apiKey.findUnique({
    where: { keyHash: sha256(key) },
    select: { id: true, name: true, revokedAt: true, expiresAt: true },
  });
  if (!row) return null;
  const { id, name, revokedAt, expiresAt } = row;
  if (revokedAt) return { id, name, why: 'revoked' };
  return expiresAt && expiresAt <= new Date() ? { id, name, why: 'expired' } : null;
}
