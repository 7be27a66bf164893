import { randomBytes } from 'node:crypto';

/** A new token that the sandbox takes for a system user's and that reaches every WABA there. */
export function anyToken(): string {
  return `EAASANDBOX${randomBytes(20).toString('hex')}`;
}
