/** Everything that is not exactly an envelope of ours, in its place, is refused with the one error. */
import { randomBytes } from 'node:crypto';
import { base64url, FlattenedEncrypt, flattenedDecrypt, type JWEHeaderParameters } from 'jose';
import { describe, expect, test } from 'vitest';
import { secretBinding } from './binding.ts';
import { EnvelopeError, openEnvelope, rewrapEnvelope, sealText } from './envelope.ts';
import { createKeyRing } from './key-ring.ts';
import { Secret } from './secret.ts';

const credentialId = '01890a5d-ac96-774b-bcce-b302099a8057';
const binding = secretBinding(credentialId, 'token', 1);
const one = { id: 'k1', bytes: new Uint8Array(randomBytes(32)) };
const two = { id: 'k2', bytes: new Uint8Array(randomBytes(32)) };
const ring = await createKeyRing([one, two]);
const { envelope } = await sealText(ring, new Secret('EAAB-a token'), binding);
const { envelope: other } = await sealText(ring, new Secret('EAAB-b token'), binding);
const good = JSON.parse(envelope);

/** @returns the error of opening, which must be there. */
async function refusal(text: string, place = binding): Promise<unknown> {
  return openEnvelope(ring, text, place).then(
    () => 'it opened',
    (error: unknown) => error,
  );
}

/** Rewrapping decrypts no content, so there the shape check stands alone. */
async function expectWrongShape(text: string): Promise<void> {
  expect(await refusal(text)).toBeInstanceOf(EnvelopeError);
  await expect(rewrapEnvelope(ring, text, binding)).rejects.toThrow(EnvelopeError);
}

const changed = (members: Record<string, unknown>) => JSON.stringify({ ...good, ...members });
const withHeader = (header: unknown) => changed({ header });
const cut = (part: string, length: number) =>
  changed({ [part]: base64url.encode(raw(part).subarray(0, length)) });
const raw = (part: string) => base64url.decode(good[part]);

function flip(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
}

test('the untouched envelope opens, so every refusal below is due to its change', async () => {
  expect((await openEnvelope(ring, envelope, binding)).use((text) => text)).toBe('EAAB-a token');
});

describe('every bit counts', () => {
  test.each(['protected', 'encrypted_key', 'iv', 'ciphertext', 'tag'])('of the bytes of %s', async (part) => {
    for (let bit = 0; bit < raw(part).length * 8; bit += 1) {
      const text = changed({ [part]: base64url.encode(flip(raw(part), bit)) });
      expect(await refusal(text), `bit ${bit}`).toBeInstanceOf(EnvelopeError);
    }
  });

  test('of the stored text, the spare bits of base64url included', async () => {
    const bytes = Buffer.from(envelope, 'latin1');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const text = Buffer.from(flip(bytes, bit)).toString('latin1');
      expect(await refusal(text), text).toBeInstanceOf(EnvelopeError);
    }
  });
});

describe('an envelope opens in its own place only', () => {
  test.each([
    secretBinding(credentialId, 'token', 2),
    secretBinding(credentialId, 'app_secret', 1),
    secretBinding('01890a5d-ac96-774b-bcce-b302099a8058', 'token', 1),
    'server/fingerprint',
  ])('not at %s', async (place) => {
    expect(await refusal(envelope, place)).toBeInstanceOf(EnvelopeError);
  });

  test('nor where it brings its own aad along', async () => {
    const place = secretBinding(credentialId, 'token', 2);
    const withAad = changed({ aad: base64url.encode(binding) });
    expect(await refusal(withAad, place)).toBeInstanceOf(EnvelopeError);
    expect(await refusal(withAad)).toBeInstanceOf(EnvelopeError);
  });

  test.each(['encrypted_key', 'iv', 'ciphertext', 'tag'])('nor with the %s of another', async (part) => {
    expect(await refusal(changed({ [part]: JSON.parse(other)[part] }))).toBeInstanceOf(EnvelopeError);
  });
});

describe('the shape is exact', () => {
  const parts = ['protected', 'header', 'encrypted_key', 'iv', 'ciphertext', 'tag'];

  test.each(
    parts.flatMap((part) =>
      [undefined, null, '', 7, true, [], {}, [good[part]]].map((value) => [part, value] as const),
    ),
  )('%s is not %j', async (part, value) => {
    await expectWrongShape(changed({ [part]: value }));
  });

  test.each([
    ...[0, 4, 8, 12, 15].map((length) => ['tag', length] as const),
    ...[0, 8, 11].map((length) => ['iv', length] as const),
    ...[0, 8, 16, 24, 32, 39].map((length) => ['encrypted_key', length] as const),
  ])('a %s cut to %i bytes is refused', async (part, length) => {
    await expectWrongShape(cut(part, length));
  });

  test.each(['encrypted_key', 'iv', 'tag'])('a %s with a byte more is refused', async (part) => {
    const longer = base64url.encode(Uint8Array.of(...raw(part), 0));
    await expectWrongShape(changed({ [part]: longer }));
  });

  test.each([
    ['padding', `${good.tag}==`],
    ['a space', ` ${good.tag}`],
    ['a line break', `${good.tag}\n`],
    ['standard base64', `${good.tag.slice(0, 20)}+/`],
  ])('a part spelt with %s is refused', async (_name, tag) => {
    await expectWrongShape(changed({ tag }));
  });

  test.each([
    ['zip', changed({ zip: 'DEF' })],
    ['recipients', changed({ recipients: [{ header: good.header, encrypted_key: good.encrypted_key }] })],
    ['unprotected', changed({ unprotected: { x: 1 } })],
    ['an empty aad', changed({ aad: '' })],
    ['__proto__', envelope.replace('{', '{"__proto__":{"aad":""},')],
    ['another header member', withHeader({ ...good.header, p2c: 1 })],
    ['crit', withHeader({ ...good.header, crit: ['exp'], exp: 1 })],
    ['jku', withHeader({ ...good.header, jku: 'http://127.0.0.1:1/' })],
    ['enc in both headers', withHeader({ ...good.header, enc: 'A256GCM' })],
  ])('an extra member is refused: %s', async (_name, text) => {
    await expectWrongShape(text);
  });

  test.each([
    '',
    'null',
    '[]',
    '7',
    '"x"',
    '{}',
    'EAAB-plaintext',
    `[${envelope}]`,
    envelope.slice(1),
    `${envelope}}`,
  ])('no envelope: %j', async (text) => {
    await expectWrongShape(text);
  });
});

describe('nothing stored chooses an algorithm or a key', () => {
  test.each([
    'dir',
    'none',
    'RSA1_5',
    'RSA-OAEP',
    'A128KW',
    'A256GCMKW',
    'PBES2-HS512+A256KW',
    'a256kw',
    'ECDH-ES',
  ])('alg %s', async (alg) => {
    expect(await refusal(withHeader({ ...good.header, alg }))).toBeInstanceOf(EnvelopeError);
  });

  test('PBES2 with a billion rounds is refused before it costs anything', async () => {
    const alg = 'PBES2-HS512+A256KW';
    const header = base64url.encode(JSON.stringify({ alg, enc: 'A256GCM', p2c: 1e9, p2s: 'AAAAAAAAAAA' }));
    const texts = [
      withHeader({ alg, kid: 'k1', p2c: 1e9, p2s: 'AAAAAAAAAAA' }),
      changed({ protected: header, header: { kid: 'k1' } }),
    ];
    const started = performance.now();
    for (const text of texts) expect(await refusal(text)).toBeInstanceOf(EnvelopeError);
    expect(performance.now() - started).toBeLessThan(50);
  });

  test.each([
    ['the other key', 'k2'],
    ['an unknown key', 'k3'],
    ['__proto__', '__proto__'],
    ['constructor', 'constructor'],
    ['nothing', ''],
    ['an array', ['k1']],
    ['an object', { toString: 'k1' }],
    ['null', null],
    ['upper case', 'K1'],
    ['a line break at the end', 'k1\n'],
  ])('kid is %s', async (_name, kid) => {
    expect(await refusal(withHeader({ alg: 'A256KW', kid }))).toBeInstanceOf(EnvelopeError);
  });

  test.each([[['k1']], [''], ['__proto__'], ['K1']])(
    'kid %j is refused even by a ring that takes any',
    async (kid) => {
      const anyRing = { ...ring, get: () => ring.active };
      const text = withHeader({ alg: 'A256KW', kid });
      await expect(openEnvelope(anyRing, text, binding)).rejects.toThrow(EnvelopeError);
    },
  );

  /** A JWE that jose makes and opens with our raw key, so that only our own rules can refuse it. */
  async function foreign(protectedHeader: JWEHeaderParameters, header: JWEHeaderParameters) {
    const jwe = await new FlattenedEncrypt(new TextEncoder().encode('forged'))
      .setProtectedHeader(protectedHeader)
      .setUnprotectedHeader(header)
      .setAdditionalAuthenticatedData(new TextEncoder().encode(binding))
      .encrypt(one.bytes);
    expect(new TextDecoder().decode((await flattenedDecrypt(jwe, one.bytes)).plaintext)).toBe('forged');
    const { aad, ...stored } = jwe;
    return JSON.stringify(stored);
  }

  test.each<[string, JWEHeaderParameters, JWEHeaderParameters]>([
    ['direct use of the sealing key', { alg: 'dir', enc: 'A256GCM' }, { kid: 'k1' }],
    ['the sealing key used for GCM key wrap', { alg: 'A256GCMKW', enc: 'A256GCM' }, { kid: 'k1' }],
    ['A128CBC-HS256 with its 32-byte key', { enc: 'A128CBC-HS256' }, { alg: 'A256KW', kid: 'k1' }],
    ['A128GCM', { enc: 'A128GCM' }, { alg: 'A256KW', kid: 'k1' }],
    ['alg in the protected header', { alg: 'A256KW', enc: 'A256GCM' }, { kid: 'k1' }],
    ['kid in the protected header', { kid: 'k1', enc: 'A256GCM' }, { alg: 'A256KW' }],
    ['a compressed text', { enc: 'A256GCM', zip: 'DEF' }, { alg: 'A256KW', kid: 'k1' }],
  ])('jose opens it with the raw key, and it is refused: %s', async (_name, protectedHeader, header) => {
    expect(await refusal(await foreign(protectedHeader, header))).toBeInstanceOf(EnvelopeError);
  });
});

test('every refusal is the same error, with a code, without a cause', async () => {
  const wrongKey = await createKeyRing([{ id: 'k1', bytes: randomBytes(32) }]);
  const errors = [
    await refusal('not JSON'),
    await refusal(changed({ aad: 'AA' })),
    await refusal(withHeader({ alg: 'A256KW', kid: 'k3' })),
    await refusal(changed({ tag: JSON.parse(other).tag })),
    await refusal(envelope, 'server/other'),
    await openEnvelope(wrongKey, envelope, binding).catch((error: unknown) => error),
  ];
  for (const error of errors) {
    expect(error).toBeInstanceOf(EnvelopeError);
    const { message, code, name, cause } = error as EnvelopeError;
    expect([name, code, message, cause]).toEqual([
      'EnvelopeError',
      'envelope_unreadable',
      'A sealed value could not be opened.',
      undefined,
    ]);
    expect(Object.keys(error as EnvelopeError).sort()).toEqual(['code', 'name']);
  }
});
