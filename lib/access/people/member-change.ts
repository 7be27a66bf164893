/** Changing what a person may do: their role, whether they may sign in, whether they have an account at all. */
import { z } from 'zod';
import type { AuditEvent } from '../../audit/event.ts';
import { appendAuditEvent } from '../../audit/store.ts';
import type { DatabaseClient } from '../../db.ts';
import { Problem } from '../../errors.ts';
import { inTransaction } from '../../transaction.ts';
import { type Caller, demand } from '../actor.ts';
import { demandStill } from '../still.ts';
import type { MemberChange } from './member-schema.ts';

const permission = 'member.manage';

interface Person {
  id: string;
  name: string;
  role: 'admin' | 'member';
  disabledAt: Date | null;
}

const missing = () =>
  new Problem('not_found', 'There is no member with this id. They may have been removed.');

/** Holds all active admins, in one order, before anything else: two who remove each other wait instead of both going. */
async function lockAdmins(client: DatabaseClient): Promise<string[]> {
  const rows = await client.$queryRaw<{ id: string }[]>`
    SELECT id FROM person WHERE role = 'admin' AND disabled_at IS NULL ORDER BY id FOR UPDATE`;
  return rows.map(({ id }) => id);
}

function refuseLastAdmin(admins: string[], person: Person): void {
  if (!admins.includes(person.id) || admins.length > 1) return;
  throw new Problem(
    'last_admin',
    `${person.name} is the only active admin. Make somebody else an admin first.`,
  );
}

type Work = (client: DatabaseClient, person: Person, admins: string[]) => Promise<AuditEvent[]>;

/** Runs a change of one person in one transaction, with the events that tell of it. */
async function changePerson(caller: Caller, id: string, work: Work): Promise<void> {
  demand(caller.actor, permission);
  if (!z.uuid().safeParse(id).success) throw missing();
  await inTransaction(async (client) => {
    const admins = await lockAdmins(client);
    await demandStill(client, caller.actor, permission);
    const person = await client.person.findUnique({
      where: { id },
      select: { id: true, name: true, role: true, disabledAt: true },
    });
    if (!person) throw missing();
    const events = await work(client, person, admins);
    if (events.length > 0) await appendAuditEvent(client, caller, ...events);
  });
}

function eventsOf(person: Person, { role, disabled }: MemberChange): AuditEvent[] {
  const target = { kind: 'person' as const, id: person.id, name: person.name };
  const events: AuditEvent[] = [];
  if (role && role !== person.role) {
    const details = { from: person.role, to: role };
    events.push({ action: 'person.role_changed', outcome: 'done', target, details });
  }
  if (disabled !== undefined && disabled !== (person.disabledAt !== null)) {
    const action = disabled ? 'person.disabled' : 'person.enabled';
    events.push({ action, outcome: 'done', target, details: {} });
  }
  return events;
}

/**
 * Changes a person's role, or whether they may sign in. It counts at their next request.
 * @throws Problem `forbidden`, `not_found` or `last_admin`
 */
export function changeMember(caller: Caller, id: string, change: MemberChange): Promise<void> {
  return changePerson(caller, id, async (client, person, admins) => {
    const events = eventsOf(person, change);
    if (events.length === 0) return events;
    const { role, disabled } = change;
    if (role === 'member' || disabled) refuseLastAdmin(admins, person);
    await client.person.update({
      where: { id },
      data: {
        ...(role ? { role } : {}),
        ...(disabled === undefined ? {} : { disabledAt: disabled ? new Date() : null }),
      },
      select: { id: true },
    });
    if (disabled) await client.session.deleteMany({ where: { personId: id } });
    return events;
  });
}

/**
 * Removes a person and their sessions. What they made stays, with their name.
 * @throws Problem `forbidden`, `not_found` or `last_admin`
 */
export function removeMember(caller: Caller, id: string): Promise<void> {
  return changePerson(caller, id, async (client, person, admins) => {
    refuseLastAdmin(admins, person);
    await client.person.delete({ where: { id }, select: { id: true } });
    const target = { kind: 'person' as const, id, name: person.name };
    return [{ action: 'person.removed', outcome: 'done', target, details: {} }];
  });
}
