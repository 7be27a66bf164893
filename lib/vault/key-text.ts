/**
 * The text form of sealing keys, for a variable or a file: entries `id:base64`, separated by commas or line breaks,
 * the first one active. Empty lines and lines that start with # are skipped.
 */
import type { KeyBytes } from './key.ts';
import { keyIdPattern, keyLength } from './key.ts';
import { KeyRingError } from './key-ring.ts';

const form =
  'write id:base64, where the id has up to 32 lower-case letters, digits, - and _, ' +
  'and the rest is 32 random bytes in standard base64 (44 characters). Make them with: openssl rand -base64 32';

/** @returns the bytes, or null unless the text is their one standard base64 spelling, with padding. */
function decodeKey(text: string): Uint8Array | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === keyLength && bytes.toString('base64') === text ? new Uint8Array(bytes) : null;
}

/** The number says which entry is meant: its text may hold a key or a passphrase, so it is not repeated. */
function parseEntry(entry: string, index: number): KeyBytes {
  const colon = entry.indexOf(':');
  const id = entry.slice(0, Math.max(colon, 0));
  const bytes = decodeKey(entry.slice(colon + 1));
  if (!keyIdPattern.test(id) || !bytes) {
    throw new KeyRingError(`Sealing key ${index + 1} has the wrong form: ${form}`);
  }
  return { id, bytes };
}

/**
 * Reads keys from their text form, the active one first. Twins and zeros are the ring's to refuse.
 * @throws KeyRingError with a sentence that says the form and how to make a key, never what was given.
 */
export function parseKeys(text: string): KeyBytes[] {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim());
  const entries = lines
    .filter((line) => !line.startsWith('#'))
    .flatMap((line) => line.split(','))
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  if (entries.length === 0) throw new KeyRingError(`There is no sealing key: ${form}`);
  return entries.map(parseEntry);
}

/** @returns the entry that `parseKeys` reads back. */
export function formatKey({ id, bytes }: KeyBytes): string {
  return `${id}:${Buffer.from(bytes).toString('base64')}`;
}
