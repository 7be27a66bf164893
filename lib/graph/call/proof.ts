/** The proof that a caller knows the secret of a token's app. */
import { createHmac } from 'node:crypto';
import type { LentSecret } from './secret.ts';

/** Meta's formula: hex of HMAC-SHA256 over the token, keyed with the secret of its app. */
export function appSecretProof(token: LentSecret, appSecret: LentSecret): string {
  return appSecret.use((key) => token.use((text) => createHmac('sha256', key).update(text).digest('hex')));
}
