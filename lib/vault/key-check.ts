/** Check values: a known text sealed with a key, kept beside the key's id, so that a start can tell the right key. */
import { checkBinding } from './binding.ts';
import { EnvelopeError, openEnvelope, sealText } from './envelope.ts';
import type { SealingKey } from './key.ts';
import { ringOf } from './key-ring.ts';
import { Secret } from './secret.ts';

const knownText = 'flowkeep key check';

/** @returns the check value of a key: an envelope. */
export async function sealCheck(key: SealingKey): Promise<string> {
  const { envelope } = await sealText(ringOf([key]), new Secret(knownText), checkBinding(key.id));
  return envelope;
}

/** @returns whether this key, under this id, made the check value. */
export async function verifyCheck(key: SealingKey, check: string): Promise<boolean> {
  try {
    const opened = await openEnvelope(ringOf([key]), check, checkBinding(key.id));
    return opened.use((text) => text === knownText);
  } catch (error) {
    if (error instanceof EnvelopeError) return false;
    throw error;
  }
}
