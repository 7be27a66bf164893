import { randomBytes } from 'node:crypto';
import { base64url, FlattenedEncrypt, flattenedDecrypt } from 'jose';
import { describe, expect, test } from 'vitest';
import { secretBinding } from './binding.ts';
import { EnvelopeError, openEnvelope, rewrapEnvelope, sealText } from './envelope.ts';
import { createKeyRing, ringOf } from './key-ring.ts';
import { Secret } from './secret.ts';

const binding = secretBinding('01890a5d-ac96-774b-bcce-b302099a8057', 'token', 1);
const encoder = new TextEncoder();
const one = { id: 'k1', bytes: new Uint8Array(randomBytes(32)) };
const two = { id: 'k2', bytes: new Uint8Array(randomBytes(32)) };
const ring = await createKeyRing([one, two]);
const token = 'EAAB-a token';
const reveal = (secret: Secret) => secret.use((text) => text);

/** What jose alone makes of a plaintext with a raw key, without our code. */
async function joseSeal(plaintext: Uint8Array, key = one) {
  const { aad, ...stored } = await new FlattenedEncrypt(plaintext)
    .setProtectedHeader({ enc: 'A256GCM' })
    .setUnprotectedHeader({ alg: 'A256KW', kid: key.id })
    .setAdditionalAuthenticatedData(encoder.encode(binding))
    .encrypt(key.bytes);
  return JSON.stringify(stored);
}

describe('a sealed text comes back unchanged', () => {
  test.each([
    ['a token', token],
    ['one character', 'x'],
    ['characters outside ASCII', 'ключ 🔑 é'],
    ['a byte order mark at the start', '\ufeffEAAB'],
    ['control characters', '\u0000\r\n\t'],
    ['64 KB', 'x'.repeat(65_536)],
  ])('%s', async (_name, text) => {
    const { envelope, keyId } = await sealText(ring, new Secret(text), binding);
    expect(keyId).toBe('k1');
    expect(reveal(await openEnvelope(ring, envelope, binding))).toBe(text);
  });
});

describe('an envelope is an ordinary JWE', () => {
  test('jose opens ours with the raw key and the binding as aad', async () => {
    const { envelope } = await sealText(ring, new Secret(token), binding);
    const jwe = { ...JSON.parse(envelope), aad: base64url.encode(binding) };
    const opened = await flattenedDecrypt(jwe, one.bytes);
    expect(new TextDecoder().decode(opened.plaintext)).toBe(token);
    expect(opened.protectedHeader).toEqual({ enc: 'A256GCM' });
    expect(opened.unprotectedHeader).toEqual({ alg: 'A256KW', kid: 'k1' });
  });

  test('ours opens jose’s', async () => {
    expect(reveal(await openEnvelope(ring, await joseSeal(encoder.encode(token)), binding))).toBe(token);
  });

  test('it stores these members and no other: neither the binding nor the text', async () => {
    const { envelope } = await sealText(ring, new Secret(token), binding);
    const members = ['protected', 'header', 'encrypted_key', 'iv', 'ciphertext', 'tag'];
    expect(Object.keys(JSON.parse(envelope))).toEqual(members);
    for (const text of [token, binding, base64url.encode(token), base64url.encode(binding)]) {
      expect(envelope).not.toContain(text);
    }
  });
});

test('the same text sealed twice shares no part: data key and iv are new each time', async () => {
  const seal = async () => JSON.parse((await sealText(ring, new Secret(token), binding)).envelope);
  const [first, second] = [await seal(), await seal()];
  for (const part of ['encrypted_key', 'iv', 'ciphertext', 'tag']) expect(first[part]).not.toBe(second[part]);
});

test('bytes that are not UTF-8 are refused, though they decrypt', async () => {
  const envelope = await joseSeal(Uint8Array.of(0x45, 0xff, 0x41));
  await expect(openEnvelope(ring, envelope, binding)).rejects.toThrow(EnvelopeError);
});

test.each(['', 'lone \ud800 surrogate'])('the text %j cannot be sealed', async (text) => {
  await expect(sealText(ring, new Secret(text), binding)).rejects.toThrow(TypeError);
});

test.each(['', 'a b', 'é', 'a\n'])('the binding %j is refused, for sealing and for opening', async (bad) => {
  await expect(sealText(ring, new Secret(token), bad)).rejects.toThrow(TypeError);
  await expect(openEnvelope(ring, '{}', bad)).rejects.toThrow(TypeError);
});

describe('the key', () => {
  test('an old key still opens after another became active', async () => {
    const { envelope } = await sealText(await createKeyRing([one]), new Secret(token), binding);
    const rotated = await createKeyRing([two, one]);
    expect(reveal(await openEnvelope(rotated, envelope, binding))).toBe(token);
    expect((await sealText(rotated, new Secret(token), binding)).keyId).toBe('k2');
  });

  test('a wrong key of the right size under the same id opens nothing', async () => {
    const { envelope } = await sealText(ring, new Secret(token), binding);
    const wrong = await createKeyRing([{ id: 'k1', bytes: randomBytes(32) }]);
    await expect(openEnvelope(wrong, envelope, binding)).rejects.toThrow(EnvelopeError);
  });

  test('a missing key opens nothing', async () => {
    const { envelope } = await sealText(ring, new Secret(token), binding);
    await expect(openEnvelope(await createKeyRing([two]), envelope, binding)).rejects.toThrow(EnvelopeError);
  });
});

describe('rewrapping', () => {
  test('changes the wrapped key and its id, and leaves the content’s bytes alone', async () => {
    const sealed = await sealText(ring, new Secret(token), binding);
    const rewrapped = await rewrapEnvelope(await createKeyRing([two, one]), sealed.envelope, binding);
    const [before, after] = [JSON.parse(sealed.envelope), JSON.parse(rewrapped.envelope)];
    expect(rewrapped.keyId).toBe('k2');
    expect(after.header).toEqual({ alg: 'A256KW', kid: 'k2' });
    expect(after.encrypted_key).not.toBe(before.encrypted_key);
    expect({ ...after, header: null, encrypted_key: null }).toEqual({
      ...before,
      header: null,
      encrypted_key: null,
    });
    const onlyTwo = await createKeyRing([two]);
    expect(reveal(await openEnvelope(onlyTwo, rewrapped.envelope, binding))).toBe(token);
  });

  test('decrypts no content: one that no longer opens is rewrapped all the same', async () => {
    const { envelope } = await sealText(ring, new Secret(token), binding);
    const damaged = JSON.stringify({ ...JSON.parse(envelope), tag: base64url.encode(randomBytes(16)) });
    const rewrapped = await rewrapEnvelope(await createKeyRing([two, one]), damaged, binding);
    expect(JSON.parse(rewrapped.envelope).tag).toBe(JSON.parse(damaged).tag);
  });

  test('with the active key is no change', async () => {
    const sealed = await sealText(ring, new Secret(token), binding);
    expect(await rewrapEnvelope(ring, sealed.envelope, binding)).toEqual(sealed);
  });

  test('is refused for a wrong key, a missing key and a wrong shape', async () => {
    const { envelope } = await sealText(ring, new Secret(token), binding);
    const wrong = await createKeyRing([two, { id: 'k1', bytes: randomBytes(32) }]);
    await expect(rewrapEnvelope(wrong, envelope, binding)).rejects.toThrow(EnvelopeError);
    await expect(rewrapEnvelope(await createKeyRing([two]), envelope, binding)).rejects.toThrow(
      EnvelopeError,
    );
    const withAad = JSON.stringify({ ...JSON.parse(envelope), aad: base64url.encode(binding) });
    await expect(rewrapEnvelope(ring, withAad, binding)).rejects.toThrow(EnvelopeError);
  });
});

/** The ring, with a key that records what it is told and the data keys that pass through it. */
function watchedRing() {
  const calls: string[] = [];
  const dataKeys: Uint8Array[] = [];
  const key: typeof ring.active = {
    ...ring.active,
    wrap: (dataKey, context) => {
      calls.push(`wrap ${context.binding}`);
      dataKeys.push(dataKey);
      return ring.active.wrap(dataKey, context);
    },
    unwrap: async (wrapped, context) => {
      calls.push(`unwrap ${context.binding}`);
      const dataKey = await ring.active.unwrap(wrapped, context);
      dataKeys.push(dataKey);
      return dataKey;
    },
  };
  return { calls, dataKeys, ring: ringOf([key]) };
}

test('the sealing key is told what the envelope is bound to', async () => {
  const watched = watchedRing();
  const { envelope } = await sealText(watched.ring, new Secret(token), binding);
  await openEnvelope(watched.ring, envelope, binding);
  expect(watched.calls).toEqual([`wrap ${binding}`, `unwrap ${binding}`]);
});

test('data keys are blanked after use', async () => {
  const watched = watchedRing();
  const { envelope } = await sealText(watched.ring, new Secret(token), binding);
  await openEnvelope(watched.ring, envelope, binding);
  await rewrapEnvelope(watched.ring, envelope, binding);
  expect(watched.dataKeys).toHaveLength(4);
  for (const dataKey of watched.dataKeys) expect(dataKey).toEqual(new Uint8Array(32));
});
