/** Inviting people: a single-use link that ends, with which somebody makes their own account. */
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { AuditEvent } from '../../audit/event.ts';
import { appendAuditEvent } from '../../audit/store.ts';
import { type DatabaseClient, database } from '../../db.ts';
import { environment } from '../../env.ts';
import { Problem } from '../../errors.ts';
import { inTransaction } from '../../transaction.ts';
import { type Caller, demand } from '../actor.ts';
import { authorizedTransaction } from '../authorized-transaction.ts';
import { addressGuesses, countTry } from '../limits.ts';
import { randomId, sha256 } from '../random.ts';
import { hashPassword } from '../sign-in/password.ts';
import type { AcceptanceInput, InvitationInput, NewInvitation } from './member-schema.ts';
import { emailTaken, heldRole, insertPerson, refuseReservedName, storingPerson } from './person-store.ts';

const permission = 'member.manage';
const validMs = 7 * 24 * 3_600_000;

/**
 * Makes a link with which somebody can make an account; inviting the same address again makes the earlier link void.
 * The code stands in the address's fragment, which browsers send nowhere: no log and no referrer has it.
 * @throws Problem `forbidden` or `email_taken`
 */
export async function inviteMember(caller: Caller, { email, role }: InvitationInput): Promise<NewInvitation> {
  demand(caller.actor, permission);
  const code = randomId();
  return authorizedTransaction(caller.actor, permission, async (client) => {
    if (await client.person.findUnique({ where: { email }, select: { id: true } })) throw emailTaken(email);
    // A new id, too: whoever takes the earlier invitation back must not take this one.
    const row = {
      id: uuidv7(),
      role,
      codeHash: sha256(code),
      createdById: caller.actor.id,
      createdByName: caller.actor.name,
      createdAt: new Date(),
      expiresAt: new Date(Date.now() + validMs),
    };
    // One statement (ON CONFLICT): of several admins who invite the same address at once, the last one's link counts.
    const invitation = await client.invitation.upsert({
      where: { email },
      create: { email, ...row },
      update: row,
    });
    await appendAuditEvent(client, caller, {
      action: 'person.invited',
      outcome: 'done',
      target: { kind: 'invitation', id: invitation.id, name: email },
      details: { role },
    });
    const link = `${environment().appUrl}/join#${code}`;
    const view = { id: invitation.id, email, role, expiresAt: invitation.expiresAt.toISOString(), link };
    await caller.keep?.(client, view);
    return view;
  });
}

/** Makes a link void. @throws Problem `forbidden` or `not_found` */
export async function revokeInvitation(caller: Caller, id: string): Promise<void> {
  demand(caller.actor, permission);
  const missing = new Problem('not_found', 'There is no invitation with this id. It may have been used.');
  if (!z.uuid().safeParse(id).success) throw missing;
  await authorizedTransaction(caller.actor, permission, async (client) => {
    const invitation = await client.invitation.findUnique({ where: { id } });
    const { count } = await client.invitation.deleteMany({ where: { id } });
    if (!invitation || count === 0) throw missing;
    await appendAuditEvent(client, caller, {
      action: 'invitation.revoked',
      outcome: 'done',
      target: { kind: 'invitation', id, name: invitation.email },
      details: {},
    });
  });
}

/** Voids what a person invited, and what invites them. @returns the events that tell of it, for the caller to append */
export async function voidInvitations(
  client: DatabaseClient,
  { id, email }: { id: string; email: string },
): Promise<AuditEvent[]> {
  const rows = await client.$queryRaw<{ id: string; email: string }[]>`
    DELETE FROM invitation WHERE created_by_id = ${id}::uuid OR email = ${email} RETURNING id, email`;
  return rows.map((row) => ({
    action: 'invitation.revoked',
    outcome: 'done',
    target: { kind: 'invitation', id: row.id, name: row.email },
    details: {},
  }));
}

const gone = new Problem(
  'invitation_gone',
  'This invitation was used, taken back, or is more than 7 days old, or who made it is no admin any more. Ask an admin for a new one.',
);

/**
 * Takes an invitation, so that nobody else can; the row is gone for good once the transaction ends. Whoever made it
 * must still have the right, and keeps it until then. As in all that locks both, the person comes before the
 * invitation, so that this and a removal can't wait for each other.
 */
async function takeInvitation(client: DatabaseClient, code: string, createdById: string | null) {
  if (!createdById || (await heldRole(client, createdById)) !== 'admin') return null;
  const [row] = await client.$queryRaw<{ email: string; role: 'admin' | 'member' }[]>`
    DELETE FROM invitation WHERE code_hash = ${sha256(code)} AND expires_at > now()
    RETURNING email, role::text AS role`;
  return row ?? null;
}

/**
 * Makes an account with an invitation, once, however many try at the same moment.
 * @throws Problem `invitation_gone`, `email_taken`, `name_taken` or `too_many_requests`
 */
export async function acceptInvitation(
  input: AcceptanceInput,
  request: { requestId: string | null; address: string | null },
): Promise<{ id: string; email: string }> {
  const { code, name, password } = input;
  const known = await database().invitation.findUnique({
    where: { codeHash: sha256(code) },
    select: { email: true, createdById: true },
  });
  if (!known) {
    await countTry(addressGuesses, request.address ?? 'unknown', 'wrong invitations');
    throw gone;
  }
  refuseReservedName(name);
  const passwordHash = await hashPassword(password);
  const caller = { actor: { kind: 'anonymous' as const, id: null, name }, ...request };
  return storingPerson({ email: known.email, name }, () =>
    inTransaction(async (client) => {
      const taken = await takeInvitation(client, code, known.createdById);
      if (!taken) throw gone;
      const id = await insertPerson(client, caller, { ...taken, name, passwordHash }, 'invitation');
      return { id, email: taken.email };
    }),
  );
}
