import { expect, test } from 'vitest';
import { fingerprintToken } from './fingerprint.ts';
import { Secret } from './secret.ts';

const key = Buffer.alloc(32, 7);

test('is the first 12 hex digits of HMAC-SHA-256', () => {
  // printf 'a token' | openssl dgst -sha256 -mac HMAC -macopt hexkey:0707…07
  expect(fingerprintToken(key, new Secret('a token'))).toBe('e212c7547c27');
});

test('is the same for the same token, and another for another token or key', () => {
  const fingerprint = fingerprintToken(key, new Secret('a token'));
  expect(fingerprintToken(key, new Secret('a token'))).toBe(fingerprint);
  expect(fingerprintToken(key, new Secret('a Token'))).not.toBe(fingerprint);
  expect(fingerprintToken(Buffer.alloc(32, 8), new Secret('a token'))).not.toBe(fingerprint);
});

test.each([0, 16, 31, 64])('refuses a key of %i bytes', (length) => {
  expect(() => fingerprintToken(Buffer.alloc(length, 7), new Secret('a token'))).toThrow(TypeError);
});
