/** What outlives the right of somebody who was removed, disabled or made a member: their invitations and API keys. */
import type { AuditEvent, LeftBehind } from '../../audit/event.ts';
import type { DatabaseClient } from '../../db.ts';
import { activeKeys, systemClock } from '../key-state.ts';
import { endKeysOf } from '../keys/api-key-store.ts';
import { voidInvitations } from './invitation.ts';
import type { KeysFate } from './member-schema.ts';

/**
 * Voids the invitations of somebody who loses a right, and ends their API keys unless these are to be kept, in the
 * transaction that takes the right. The caller holds the person's row: people are locked before invitations, those
 * before keys.
 * @returns what the event of the loss tells of it, and the events of what ended, to follow it
 */
export async function settleLostRight(
  client: DatabaseClient,
  person: { id: string; email: string },
  keys: KeysFate,
): Promise<{ left: LeftBehind; ended: AuditEvent[] }> {
  const voided = await voidInvitations(client, person);
  const revoked = keys === 'end' ? await endKeysOf(client, person.id) : [];
  const keysKept = await client.apiKey.count({
    where: { createdById: person.id, ...activeKeys(systemClock()) },
  });
  const left = { keysEnded: revoked.length, keysKept, invitationsVoided: voided.length };
  return { left, ended: [...voided, ...revoked] };
}
