/**
 * Bindings: the place an envelope belongs to, as text. An envelope opens only under the binding it was sealed with,
 * so one that is moved to another row is refused. Each part has a fixed alphabet without a slash: no two places share
 * a binding.
 */
import { isStoredUuid } from '../uuid.ts';
import { keyIdPattern } from './key.ts';

export type SecretPurpose = 'token' | 'app_secret';

const purposes: readonly string[] = ['token', 'app_secret'] satisfies SecretPurpose[];
const serverNamePattern = /^[a-z][a-z0-9_-]{0,63}$/;

function required(condition: boolean, sentence: string): void {
  if (!condition) throw new TypeError(sentence);
}

/**
 * The binding of a credential's secret, from the row's own primary key.
 * @throws TypeError unless the id is a lower-case UUID, as PostgreSQL writes it, and the version counts from 1.
 */
export function secretBinding(credentialId: string, purpose: SecretPurpose, version: number): string {
  required(isStoredUuid(credentialId), 'A binding needs the id of a credential.');
  required(purposes.includes(purpose), 'A binding needs a purpose.');
  required(Number.isSafeInteger(version) && version >= 1, 'A binding needs a version from 1.');
  return `credential/${credentialId}/${purpose}/v${version}`;
}

/** The binding of one of the server's own secrets. @throws TypeError when the name has other characters. */
export function serverBinding(name: string): string {
  required(serverNamePattern.test(name), 'A binding needs the name of a server secret.');
  return `server/${name}`;
}

/** The binding of a kept answer, from the row's own primary key. @throws TypeError when it is no digest in hexadecimal */
export function answerBinding(name: string): string {
  required(/^[0-9a-f]{64}$/.test(name), 'A binding needs the name of a request.');
  return `answer/${name}`;
}

/** The binding of a key's check value. @throws TypeError when it is no key id. */
export function checkBinding(keyId: string): string {
  required(keyIdPattern.test(keyId), 'A binding needs the id of a key.');
  return `check/${keyId}`;
}
