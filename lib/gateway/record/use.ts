/** One use of a credential, by a key through the gateway or by whoever tests a resource, as the audit trail keeps it. */
import type { Actor } from '../../access/actor.ts';
import type { UseDetails } from '../../audit/event.ts';
import type { AuditEntry } from '../../audit/store.ts';
import { redact } from '../../log.ts';
import type { CallWarning } from '../admit/warnings.ts';

export interface Use {
  actor: Actor;
  requestId: string | null;
  address: string | null;
  /** The credential, if there is one of the id asked for; also one that the key may not use. */
  credential: { id: string; name: string } | null;
  outcome: 'done' | 'refused' | 'failed';
  /** Whether the token went to Graph. */
  sent: boolean;
  began: Date;
  details: Omit<UseDetails, 'at'>;
}

const longestPath = 300;
const namesKept = 20;
const longestName = 60;

/** A path for the audit trail: short, in plain letters, without anything that looks like a token. */
export function pathToKeep(path: string): string {
  return redact(path.replace(/[^\x21-\x7e]/g, '?')).slice(0, longestPath);
}

/** The names of a query's parameters, without their values. */
export function namesToKeep(query: string): string[] {
  const names = query
    .split('&', namesKept)
    .map((pair) => redact(pair.split('=', 1)[0] ?? '').replace(/[^\x21-\x7e]/g, '?'));
  return names.filter((name) => name !== '').map((name) => name.slice(0, longestName));
}

/** What a call was warned of, where it was. */
export function warningsToKeep(warnings: ReadonlySet<CallWarning>): Pick<UseDetails, 'warnings'> {
  return warnings.size > 0 ? { warnings: [...warnings] } : {};
}

/** The event of a use. */
export function auditEntryOf({
  actor,
  requestId,
  address,
  credential,
  outcome,
  began,
  details,
}: Use): AuditEntry {
  return {
    caller: { actor, requestId, address },
    event: {
      action: 'credential.used',
      outcome,
      target: credential && { kind: 'credential', id: credential.id, name: credential.name },
      details: { at: began.toISOString(), ...details },
    },
  };
}
