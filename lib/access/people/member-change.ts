/** Changing what a person may do: their role, whether they may sign in, whether they have an account at all. */
import { z } from 'zod';
import type { AuditEvent, LeftBehind } from '../../audit/event.ts';
import { appendAuditEvent } from '../../audit/store.ts';
import type { DatabaseClient } from '../../db.ts';
import { Problem } from '../../errors.ts';
import { personNameKey } from '../../name/key.ts';
import { type Caller, demand } from '../actor.ts';
import { authorizedTransaction } from '../authorized-transaction.ts';
import { settleLostRight } from './lost-right.ts';
import type { KeysFate, MemberChange } from './member-schema.ts';

const permission = 'member.manage';

interface Person {
  id: string;
  name: string;
  nameKey: string | null;
  email: string;
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
  const change = async (client: DatabaseClient) => {
    const admins = await lockAdmins(client);
    const person = await client.person.findUnique({
      where: { id },
      select: { id: true, name: true, nameKey: true, email: true, role: true, disabledAt: true },
    });
    if (!person) throw missing();
    const events = await work(client, person, admins);
    if (events.length > 0) await appendAuditEvent(client, caller, ...events);
  };
  await authorizedTransaction(caller.actor, permission, change, lockAdmins);
}

function eventsOf(person: Person, { role, disabled }: MemberChange, left: LeftBehind | null): AuditEvent[] {
  const target = { kind: 'person' as const, id: person.id, name: person.name };
  const events: AuditEvent[] = [];
  if (role && role !== person.role) {
    const details = { from: person.role, to: role, ...left };
    events.push({ action: 'person.role_changed', outcome: 'done', target, details });
  }
  if (disabled === true && !person.disabledAt && left) {
    events.push({ action: 'person.disabled', outcome: 'done', target, details: left });
  }
  if (disabled === false && person.disabledAt) {
    events.push({ action: 'person.enabled', outcome: 'done', target, details: {} });
  }
  return events;
}

/** Whether a change takes a right that the person has. */
function losesRight(person: Person, { role, disabled }: MemberChange): boolean {
  return (role === 'member' && person.role === 'admin') || (disabled === true && !person.disabledAt);
}

/**
 * Changes a person's role, or whether they may sign in. It counts at their next request. Who loses a right loses
 * their invitations, and their API keys unless these are kept.
 * @throws Problem `forbidden`, `not_found` or `last_admin`
 */
export function changeMember(caller: Caller, id: string, change: MemberChange): Promise<void> {
  return changePerson(caller, id, async (client, person, admins) => {
    const { role, disabled, keys = 'end' } = change;
    const loses = losesRight(person, change);
    if (loses) refuseLastAdmin(admins, person);
    const lost = loses ? await settleLostRight(client, person, keys) : null;
    const events = eventsOf(person, change, lost?.left ?? null);
    if (events.length === 0) return events;
    await client.person.update({
      where: { id },
      data: {
        ...(role ? { role } : {}),
        ...(disabled === undefined ? {} : { disabledAt: disabled ? new Date() : null }),
      },
      select: { id: true },
    });
    if (disabled) await client.session.deleteMany({ where: { personId: id } });
    return [...events, ...(lost?.ended ?? [])];
  });
}

/**
 * Hands the key of a removed person's name on to who had the same name before names were unique, the oldest of them:
 * without it, newcomers could call themselves like these. Removals wait for each other, as all hold the admins.
 */
async function passNameOn(client: DatabaseClient, nameKey: string | null): Promise<void> {
  if (nameKey === null) return;
  const keyless = await client.person.findMany({
    where: { nameKey: null },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true },
  });
  const heir = keyless.find(({ name }) => personNameKey(name) === nameKey);
  if (heir) await client.person.update({ where: { id: heir.id }, data: { nameKey }, select: { id: true } });
}

/**
 * Removes a person, their sessions and invitations, and their API keys unless these are kept. What else they made
 * stays, with their name.
 * @throws Problem `forbidden`, `not_found` or `last_admin`
 */
export function removeMember(caller: Caller, id: string, keys: KeysFate = 'end'): Promise<void> {
  return changePerson(caller, id, async (client, person, admins) => {
    refuseLastAdmin(admins, person);
    const { left, ended } = await settleLostRight(client, person, keys);
    await client.person.delete({ where: { id }, select: { id: true } });
    await passNameOn(client, person.nameKey);
    const target = { kind: 'person' as const, id, name: person.name };
    return [{ action: 'person.removed', outcome: 'done', target, details: left }, ...ended];
  });
}
