/** Answers that are kept for a day: sealed, since one may show an API key, and named so that nothing can be guessed. */
import { log } from '../../log.ts';
import { answerBinding } from '../../vault/binding.ts';
import { EnvelopeError, openEnvelope, type Sealed, sealText } from '../../vault/envelope.ts';
import { keyedDigest } from '../../vault/fingerprint.ts';
import { Secret } from '../../vault/secret.ts';
import { keyRing } from './key-ring.ts';
import { fingerprintKey } from './sealing.ts';

/** What stands for a text that may hold a token: its HMAC under the server's own key. */
export async function digestOf(purpose: string, text: string): Promise<string> {
  const key = await fingerprintKey();
  return key.use((base64) => keyedDigest(Buffer.from(base64, 'base64'), purpose, new Secret(text)));
}

/** Seals an answer for the row of a request. */
export async function sealAnswer(name: string, text: string): Promise<Sealed> {
  return sealText(await keyRing(), new Secret(text), answerBinding(name));
}

/** Opens the answer of a row. @returns null where its sealing key is not loaded, or the row was changed */
export async function openAnswer(name: string, envelope: string): Promise<string | null> {
  try {
    const opened = await openEnvelope(await keyRing(), envelope, answerBinding(name));
    return opened.use((text) => text);
  } catch (error) {
    if (!(error instanceof EnvelopeError)) throw error;
    log().error('a kept answer could not be opened: its sealing key is not loaded, or the row was changed');
    return null;
  }
}
