/** Sealing what a credential keeps secret, each envelope bound to the row and version it belongs to. */
import type { Prisma, SecretPurpose } from '../../../prisma/generated/client.ts';
import { database } from '../../db.ts';
import { secretBinding, serverBinding } from '../../vault/binding.ts';
import { openEnvelope, sealText } from '../../vault/envelope.ts';
import { fingerprintToken } from '../../vault/fingerprint.ts';
import type { Secret } from '../../vault/secret.ts';
import { keyRing } from './key-ring.ts';

/** The rows that hold a credential's secrets, sealed under the active key. */
export async function sealSecrets(
  credentialId: string,
  version: number,
  secrets: { token: Secret; appSecret: Secret | null },
): Promise<Prisma.SealedSecretCreateManyInput[]> {
  const ring = await keyRing();
  const row = async (purpose: SecretPurpose, secret: Secret) => ({
    credentialId,
    purpose,
    version,
    ...(await sealText(ring, secret, secretBinding(credentialId, purpose, version))),
  });
  const rows = [row('token', secrets.token)];
  if (secrets.appSecret) rows.push(row('app_secret', secrets.appSecret));
  return Promise.all(rows);
}

export const fingerprintKeyName = 'fingerprint';

const shared = globalThis as typeof globalThis & { flowkeepFingerprintKey?: Promise<Secret> };

async function loadFingerprintKey(): Promise<Secret> {
  const { envelope } = await database().vaultSecret.findUniqueOrThrow({
    where: { name: fingerprintKeyName },
    select: { envelope: true },
  });
  return openEnvelope(await keyRing(), envelope, serverBinding(fingerprintKeyName));
}

/** The server's own key for digests, in base64. */
export async function fingerprintKey(): Promise<Secret> {
  shared.flowkeepFingerprintKey ??= loadFingerprintKey();
  // A failure (the database away) must not be remembered.
  shared.flowkeepFingerprintKey.catch(() => delete shared.flowkeepFingerprintKey);
  return shared.flowkeepFingerprintKey;
}

/** The HMAC under a server key by which equal tokens are noticed: 12 hexadecimal digits. */
export async function tokenFingerprint(token: Secret): Promise<string> {
  const key = await fingerprintKey();
  return key.use((text) => fingerprintToken(Buffer.from(text, 'base64'), token));
}

/** The last four characters, shown so that people recognise a token. */
export function lastFour(token: Secret): string {
  return token.use((text) => text.slice(-4));
}
