/** The people of this Flowkeep. */
import { v7 as uuidv7 } from 'uuid';
import type { AuditCaller } from '../../audit/event.ts';
import { appendAuditEvent } from '../../audit/store.ts';
import { type DatabaseClient, database } from '../../db.ts';
import { hashPassword } from '../sign-in/password.ts';

export interface NewPerson {
  email: string;
  name: string;
  password: string;
  role: 'admin' | 'member';
}

/** Whether anybody has an account: without one, only /setup is open. */
export async function anyPersonExists(): Promise<boolean> {
  return (await database().person.findFirst({ select: { id: true } })) !== null;
}

/** The role of a person who may still act, held until the transaction ends; null for whoever was disabled or removed. */
export async function heldRole(client: DatabaseClient, id: string): Promise<NewPerson['role'] | null> {
  const [row] = await client.$queryRaw<Pick<NewPerson, 'role'>[]>`
    SELECT role::text AS role FROM person WHERE id = ${id}::uuid AND disabled_at IS NULL FOR SHARE`;
  return row?.role ?? null;
}

/** Statements that create a person and the event that tells of it, to be run in the caller's transaction. */
export async function insertPerson(
  client: DatabaseClient,
  caller: AuditCaller,
  input: { email: string; name: string; role: 'admin' | 'member'; passwordHash: string },
  by: 'setup' | 'environment' | 'operator' | 'invitation',
): Promise<string> {
  const id = uuidv7();
  await client.person.create({ data: { id, ...input } });
  await appendAuditEvent(client, caller, {
    action: 'person.created',
    outcome: 'done',
    target: { kind: 'person', id, name: input.name },
    details: { role: input.role, by },
  });
  return id;
}

/**
 * Creates the first person, once, however many try at the same moment.
 * @returns the new person's id, or null when somebody already has an account.
 */
export async function createFirstPerson(
  caller: AuditCaller,
  person: Omit<NewPerson, 'role'>,
  by: 'setup' | 'environment',
): Promise<string | null> {
  const passwordHash = await hashPassword(person.password);
  return database().$transaction(async (client) => {
    await client.$executeRaw`LOCK TABLE person IN SHARE ROW EXCLUSIVE MODE`;
    if (await client.person.findFirst({ select: { id: true } })) return null;
    await client.setupCode.deleteMany();
    const { email, name } = person;
    return insertPerson(client, caller, { email, name, role: 'admin', passwordHash }, by);
  });
}

/** Creates a further person, by the operator. @throws Prisma's P2002 when the address has an account. */
export async function createPerson(caller: AuditCaller, person: NewPerson): Promise<string> {
  const passwordHash = await hashPassword(person.password);
  const { email, name, role } = person;
  return database().$transaction((client) =>
    insertPerson(client, caller, { email, name, role, passwordHash }, 'operator'),
  );
}
