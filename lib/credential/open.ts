/** The one place where a stored secret becomes plaintext: whoever can see a token comes through here. */
import { type Actor, credentialConfinement } from '../access/actor.ts';
import { database } from '../db.ts';
import { Problem } from '../errors.ts';
import { log } from '../log.ts';
import { secretBinding } from '../vault/binding.ts';
import { EnvelopeError, openEnvelope } from '../vault/envelope.ts';
import type { Secret } from '../vault/secret.ts';
import { keyRing } from './key-ring.ts';
import { credentialMissing } from './read.ts';

export interface OpenedCredential {
  id: string;
  name: string;
  wabaId: string;
  apiVersion: string;
  tokenVersion: number;
  version: number;
  token: Secret;
  appSecret: Secret | null;
}

/**
 * Opens a credential's current secrets for use by the server. The caller asks for the permission first and
 * records the use.
 * @throws Problem `not_found`, or `credential_locked` when an envelope can't be opened
 */
export async function openCredential(actor: Actor, id: string): Promise<OpenedCredential> {
  const confinement = credentialConfinement(actor);
  const row = await database().credential.findUnique({
    where: { id },
    select: { id: true, name: true, wabaId: true, apiVersion: true, tokenVersion: true, version: true },
  });
  if (!row || (confinement && !confinement.includes(id))) throw credentialMissing();
  const rows = await database().sealedSecret.findMany({
    where: { credentialId: id, version: row.tokenVersion },
    select: { purpose: true, envelope: true },
  });
  const open = async (purpose: 'token' | 'app_secret'): Promise<Secret | null> => {
    const sealed = rows.find((secret) => secret.purpose === purpose);
    return sealed
      ? openEnvelope(await keyRing(), sealed.envelope, secretBinding(id, purpose, row.tokenVersion))
      : null;
  };
  try {
    const [token, appSecret] = await Promise.all([open('token'), open('app_secret')]);
    if (token) return { ...row, token, appSecret };
  } catch (error) {
    if (!(error instanceof EnvelopeError)) throw error;
    log().error({ credentialId: id }, 'an envelope could not be opened: wrong key, or the row was changed');
  }
  throw new Problem(
    'credential_locked',
    'This credential can not be opened: its sealing key is not loaded, or its row was changed. Ask the operator.',
  );
}
