/**
 * Opened tokens, kept for a few seconds: opening an envelope costs more than all else that a use costs. An entry
 * serves only the very envelopes that the row holds at this use, so a token that was replaced or taken away is gone
 * at once.
 */
import { type OpenedCredential, openSealed } from '../../credential/sealed/open.ts';
import type { UsableRow } from '../../credential/use-store.ts';
import { appSecretProof } from '../../graph/call/proof.ts';
import { Secret } from '../../vault/secret.ts';
import { Redaction } from '../redact/redactor.ts';
import { BoundedMap } from './bounded-map.ts';

const keptMs = 5_000;
const mostKept = 500;

/** What a call is sent with, and what takes it out of the answer again. */
export interface Opened {
  token: Secret;
  /** Where the credential has an App Secret. */
  proof: Secret | null;
  redaction: Redaction;
}

interface Entry {
  token: string | null;
  appSecret: string | null;
  opened: Promise<Opened>;
}

function prepare({ token, appSecret }: OpenedCredential): Opened {
  const proof = appSecret && new Secret(appSecretProof(token, appSecret));
  const secrets = [token, appSecret, proof].filter((secret) => secret !== null);
  return { token, proof, redaction: new Redaction(secrets) };
}

/** @returns what opens the row of a use. It throws Problem `token_missing` or `credential_locked` */
export function createOpener(now?: () => number): (row: UsableRow) => Promise<Opened> {
  const kept = new BoundedMap<Entry>({ maxAgeMs: keptMs, most: mostKept, now });
  return (row) => {
    const { id, tokenVersion, token, appSecret } = row;
    const name = `${id} ${tokenVersion}`;
    const entry = kept.get(name);
    if (entry && entry.token === token && entry.appSecret === appSecret) return entry.opened;
    const opened = openSealed(row).then(prepare);
    kept.set(name, { token, appSecret, opened });
    opened.catch(() => kept.delete(name));
    return opened;
  };
}
