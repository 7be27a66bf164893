/**
 * Envelopes: sealed text as a flattened JWE (RFC 7516 §7.2.2). A random data key encrypts the content (A256GCM) and a
 * sealing key wraps that data key (A256KW). `alg` and `kid` stand in the unprotected header, so that a change of the
 * sealing key leaves the content's bytes alone. The binding is the JWE's `aad` and is never stored: whoever opens an
 * envelope says where it was found, and a stored `aad` would let an envelope vouch for itself in any row.
 */
import { base64url, FlattenedEncrypt, flattenedDecrypt } from 'jose';
import { z } from 'zod';
import { keyIdPattern, keyLength, wrappedKeyLength } from './key.ts';
import type { KeyRing } from './key-ring.ts';
import { Secret } from './secret.ts';

/** An envelope that does not open. Why is not said, since the reason would help only someone who tampers with it. */
export class EnvelopeError extends Error {
  readonly code = 'envelope_unreadable';

  constructor() {
    super('A sealed value could not be opened.');
    this.name = 'EnvelopeError';
  }
}

/** What is stored: the envelope and, beside it, the id of the key that opens it. */
export interface Sealed {
  keyId: string;
  envelope: string;
}

const protectedHeader = base64url.encode(JSON.stringify({ enc: 'A256GCM' }));

/** True for the one base64url spelling of `length` bytes (any number but 0 if not given). */
function isBase64url(text: string, length?: number): boolean {
  const bytes = Buffer.from(text, 'base64url');
  const rightLength = length === undefined ? bytes.length > 0 : bytes.length === length;
  return rightLength && bytes.toString('base64url') === text;
}

const partSchema = (length?: number) => z.string().refine((text) => isBase64url(text, length));

const envelopeSchema = z.strictObject({
  protected: z.literal(protectedHeader),
  header: z.strictObject({ alg: z.literal('A256KW'), kid: z.string().regex(keyIdPattern) }),
  encrypted_key: partSchema(wrappedKeyLength),
  iv: partSchema(12),
  ciphertext: partSchema(),
  tag: partSchema(16),
});
type Envelope = z.infer<typeof envelopeSchema>;

/** Strict before any cryptography: nothing in a stored envelope chooses an algorithm or costs work. */
function parseEnvelope(text: string): Envelope {
  return envelopeSchema.parse(JSON.parse(text));
}

/** An empty binding would bind to nothing, and text outside ASCII could be spelt in two ways. */
function bindingBytes(binding: string): Uint8Array {
  if (!/^[\x21-\x7e]+$/.test(binding)) throw new TypeError('An envelope needs a binding in printable ASCII.');
  return new TextEncoder().encode(binding);
}

/** UTF-8 turns a lone surrogate into another character, so the text would come back changed. */
function plaintextBytes(text: string): Uint8Array {
  if (text === '' || !text.isWellFormed()) {
    throw new TypeError('An empty or malformed text cannot be sealed.');
  }
  return new TextEncoder().encode(text);
}

/**
 * Seals a text with the ring's active key.
 * @param binding the place it will be stored at, see binding.ts; needed again to open it.
 * @throws TypeError for an empty or malformed text or binding.
 */
export async function sealText(ring: KeyRing, plaintext: Secret, binding: string): Promise<Sealed> {
  const dataKey = crypto.getRandomValues(new Uint8Array(keyLength));
  try {
    const { iv, ciphertext, tag } = await new FlattenedEncrypt(plaintext.use(plaintextBytes))
      .setProtectedHeader({ enc: 'A256GCM' })
      .setUnprotectedHeader({ alg: 'dir' })
      .setAdditionalAuthenticatedData(bindingBytes(binding))
      .encrypt(dataKey);
    const { id, alg } = ring.active;
    const wrapped = await ring.active.wrap(dataKey, { binding });
    const header = { alg, kid: id };
    return {
      keyId: id,
      envelope: JSON.stringify({
        protected: protectedHeader,
        header,
        encrypted_key: wrapped,
        iv,
        ciphertext,
        tag,
      }),
    };
  } finally {
    dataKey.fill(0);
  }
}

/** Rejects when the ring has no such key, or the key did not wrap it. */
async function unwrapDataKey(ring: KeyRing, { header, encrypted_key }: Envelope, binding: string) {
  const key = ring.get(header.kid);
  if (!key) throw new EnvelopeError();
  return key.unwrap(encrypted_key, { binding });
}

async function decryptContent({ iv, ciphertext, tag }: Envelope, dataKey: Uint8Array, aad: Uint8Array) {
  const { plaintext } = await flattenedDecrypt(
    { protected: protectedHeader, header: { alg: 'dir' }, iv, ciphertext, tag, aad: base64url.encode(aad) },
    dataKey,
    { keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] },
  );
  // A byte order mark is content too; by default the decoder would drop it.
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(plaintext);
}

/**
 * Opens an envelope.
 * @param binding the place it was found at, from the row's own key.
 * @throws EnvelopeError, the same for every reason: shape, unknown key, wrong place, changed bytes.
 * @throws TypeError for a malformed binding.
 */
export async function openEnvelope(ring: KeyRing, envelope: string, binding: string): Promise<Secret> {
  const aad = bindingBytes(binding);
  try {
    const parsed = parseEnvelope(envelope);
    const dataKey = await unwrapDataKey(ring, parsed, binding);
    try {
      return new Secret(await decryptContent(parsed, dataKey, aad));
    } finally {
      dataKey.fill(0);
    }
  } catch {
    throw new EnvelopeError();
  }
}

/**
 * Wraps an envelope's data key with the ring's active key. Only `encrypted_key` and `kid` change, and nothing is
 * decrypted; so a wrong binding or changed content does not show here, but when the envelope is opened.
 * @throws EnvelopeError when its shape is wrong or its key is not the one that wrapped it.
 */
export async function rewrapEnvelope(ring: KeyRing, envelope: string, binding: string): Promise<Sealed> {
  try {
    const parsed = parseEnvelope(envelope);
    const dataKey = await unwrapDataKey(ring, parsed, binding);
    try {
      const { id, alg } = ring.active;
      const encrypted_key = await ring.active.wrap(dataKey, { binding });
      return { keyId: id, envelope: JSON.stringify({ ...parsed, header: { alg, kid: id }, encrypted_key }) };
    } finally {
      dataKey.fill(0);
    }
  } catch {
    throw new EnvelopeError();
  }
}
