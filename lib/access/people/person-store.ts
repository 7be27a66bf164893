/** The people of this Flowkeep. */
import { v7 as uuidv7 } from 'uuid';
import { Prisma } from '../../../prisma/generated/client.ts';
import type { AuditCaller } from '../../audit/event.ts';
import { appendAuditEvent } from '../../audit/store.ts';
import { type DatabaseClient, database } from '../../db.ts';
import { Problem } from '../../errors.ts';
import { isReservedName, personNameKey } from '../../name/key.ts';
import { inTransaction } from '../../transaction.ts';
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

/** The problem of an e-mail address that has an account. */
export function emailTaken(email: string): Problem {
  const message = `${email} has an account already.`;
  return new Problem('email_taken', message, { errors: [{ field: 'email', code: 'email_taken', message }] });
}

function nameTaken(message: string): Problem {
  return new Problem('name_taken', message, { errors: [{ field: 'name', code: 'name_taken', message }] });
}

const tooAlike = (name: string) =>
  nameTaken(
    `Somebody here is called "${name}" already, or so much alike that people would take you for each other. Add to your name.`,
  );

/** Who names himself can not be taken for Flowkeep or its admins; the operator may name people as he likes. @throws Problem `name_taken` */
export function refuseReservedName(name: string): void {
  if (isReservedName(name))
    throw nameTaken(`"${name}" could be taken for a part of Flowkeep. Use your own name.`);
}

/**
 * Runs work that stores a person; what the unique indexes refuse becomes a problem.
 * @throws Problem `email_taken` or `name_taken`
 */
export async function storingPerson<Result>(
  { email, name }: { email: string; name: string },
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== 'P2002') throw error;
    const where = { email };
    const other = await database().person.findUnique({ where, select: { id: true } });
    throw other ? emailTaken(email) : tooAlike(name);
  }
}

/** Statements that create a person and the event that tells of it, to be run in the caller's transaction. */
export async function insertPerson(
  client: DatabaseClient,
  caller: AuditCaller,
  input: { email: string; name: string; role: 'admin' | 'member'; passwordHash: string },
  by: 'setup' | 'environment' | 'operator' | 'invitation',
): Promise<string> {
  const id = uuidv7();
  await client.person.create({ data: { id, ...input, nameKey: personNameKey(input.name) } });
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
  return inTransaction(async (client) => {
    await client.$executeRaw`LOCK TABLE person IN SHARE ROW EXCLUSIVE MODE`;
    if (await client.person.findFirst({ select: { id: true } })) return null;
    await client.setupCode.deleteMany();
    const { email, name } = person;
    return insertPerson(client, caller, { email, name, role: 'admin', passwordHash }, by);
  });
}

/** Creates a further person, by the operator. @throws Problem `email_taken` or `name_taken` */
export async function createPerson(caller: AuditCaller, person: NewPerson): Promise<string> {
  const passwordHash = await hashPassword(person.password);
  const { email, name, role } = person;
  return storingPerson(person, () =>
    inTransaction((client) => insertPerson(client, caller, { email, name, role, passwordHash }, 'operator')),
  );
}
