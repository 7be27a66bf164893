/** Random identifiers of the access room and the hashes under which they are stored. */
import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits in base64url: session ids, and API keys behind their prefix. */
export function randomId(): string {
  return randomBytes(32).toString('base64url');
}

/** A code that a person types: 80 random bits as 16 letters and digits in four groups, without 0, 1, I and O. */
export function randomCode(): string {
  const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  const letters = [...randomBytes(16)].map((byte) => alphabet[byte % alphabet.length]);
  return (letters.join('').match(/.{4}/g) ?? []).join('-');
}

/** The typed form of a code, whatever the case, spaces and dashes. */
export function normaliseCode(code: string): string {
  return code.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

/** SHA-256 in hexadecimal; right for values that are random by themselves, never for passwords. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
