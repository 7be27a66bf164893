/** The one place where a stored secret becomes plaintext: whoever can see a token comes through here. */
import { z } from 'zod';
import { type Actor, credentialConfinement } from '../../access/actor.ts';
import { database } from '../../db.ts';
import { Problem } from '../../errors.ts';
import { log } from '../../log.ts';
import { type SecretPurpose, secretBinding } from '../../vault/binding.ts';
import { EnvelopeError, openEnvelope } from '../../vault/envelope.ts';
import type { Secret } from '../../vault/secret.ts';
import { credentialMissing, tokenMissing } from '../missing.ts';
import { keyRing } from './key-ring.ts';

export interface OpenedCredential {
  id: string;
  name: string;
  wabaId: string;
  apiVersion: string;
  tokenVersion: number;
  version: number;
  /** For how long nothing is to be sent for it, in seconds; 0 when there is no pause. */
  pausedSeconds: number;
  token: Secret;
  appSecret: Secret | null;
}

/** A credential's row with the envelopes of the token in use, as they are stored. */
export interface SealedRow extends Omit<OpenedCredential, 'token' | 'appSecret'> {
  reason: string;
  token: string | null;
  appSecret: string | null;
}

/** Row and envelopes in one statement, so that a replacement in between can't leave a reader without a token. */
async function readSealed(confinement: string[] | null, id: string): Promise<SealedRow | null> {
  if (!z.uuid().safeParse(id).success || (confinement && !confinement.includes(id))) return null;
  const [row] = await database().$queryRaw<SealedRow[]>`
    SELECT c.id, c.name, c.waba_id AS "wabaId", c.api_version AS "apiVersion", c.token_version AS "tokenVersion",
           c.version, c.reason, t.envelope AS token, a.envelope AS "appSecret",
           greatest(0, extract(epoch FROM c.paused_until - now()))::float8 AS "pausedSeconds"
    FROM credential c
    LEFT JOIN sealed_secret t ON t.credential_id = c.id AND t.version = c.token_version AND t.purpose = 'token'
    LEFT JOIN sealed_secret a ON a.credential_id = c.id AND a.version = c.token_version AND a.purpose = 'app_secret'
    WHERE c.id = ${id}::uuid AND c.deleted_at IS NULL`;
  return row ?? null;
}

/**
 * Opens a credential's current secrets for use by the server. The caller asks for the permission first and
 * records the use.
 * @throws Problem `not_found`, `token_missing`, or `credential_locked` when an envelope can't be opened
 */
export async function openCredential(actor: Actor, id: string): Promise<OpenedCredential> {
  const row = await readSealed(credentialConfinement(actor), id);
  if (!row) throw credentialMissing();
  return openSealed(row);
}

/** The same for Flowkeep itself, which acts on any credential and for nobody. */
export async function openForFlowkeep(id: string): Promise<OpenedCredential> {
  const row = await readSealed(null, id);
  if (!row) throw credentialMissing();
  return openSealed(row);
}

/**
 * Opens what a row holds. Whoever read the row has asked for the permission.
 * @throws Problem `token_missing` or `credential_locked`
 */
export async function openSealed(row: SealedRow): Promise<OpenedCredential> {
  const { reason, token: sealedToken, appSecret: sealedAppSecret, ...facts } = row;
  if (!sealedToken && reason === tokenMissing) {
    throw new Problem('token_missing', 'This credential has no token. Ask an admin to give it a new one.');
  }
  const open = async (purpose: SecretPurpose, envelope: string): Promise<Secret> =>
    openEnvelope(await keyRing(), envelope, secretBinding(row.id, purpose, row.tokenVersion));
  try {
    const [token, appSecret] = await Promise.all([
      sealedToken && open('token', sealedToken),
      sealedAppSecret && open('app_secret', sealedAppSecret),
    ]);
    if (token) return { ...facts, token, appSecret: appSecret || null };
  } catch (error) {
    if (!(error instanceof EnvelopeError)) throw error;
    log().error(
      { credentialId: row.id },
      'an envelope could not be opened: wrong key, or the row was changed',
    );
  }
  throw new Problem(
    'credential_locked',
    'This credential can not be opened: its sealing key is not loaded, or its row was changed. Ask the operator.',
  );
}
