/** Names of credentials: which are free, and what is told when one is not. */
import { Prisma } from '../../prisma/generated/client.ts';
import { type Actor, credentialConfinement, demand } from '../access/actor.ts';
import { connectorName } from '../connector/connectors.ts';
import { database } from '../db.ts';
import { Problem } from '../errors.ts';
import { nameKey } from '../name/key.ts';
import { nameMaxLength } from '../name/schema.ts';

/** The first of `name`, `name 2`, `name 3` … for which `isTaken` does not hold; cut to fit the longest name. */
export function firstFreeName(name: string, isTaken: (key: string) => boolean): string {
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? '' : ` ${number}`;
    // A cut must not leave half of a surrogate pair, nor a joiner that joins nothing.
    const head = name.slice(0, nameMaxLength - suffix.length).replace(/[\s\uD800-\uDBFF\u200c\u200d]+$/, '');
    const candidate = `${head.trim()}${suffix}`;
    if (!isTaken(nameKey(candidate))) return candidate;
  }
}

/** A name near the wanted one that no credential has. */
export async function freeCredentialName(wanted: string): Promise<string> {
  const base = wanted.replace(/ \d+$/, '');
  const rows = await database().credential.findMany({
    where: { nameKey: { startsWith: nameKey(base.slice(0, 60)) }, deletedAt: null },
    select: { nameKey: true },
    take: 10_000,
  });
  const taken = new Set(rows.map((row) => row.nameKey));
  return firstFreeName(base, (key) => taken.has(key));
}

/** The problem of a taken name for those who may not know of what has it: neither that nor which names are free. */
export function nameTakenByOthers(actor: Actor): Problem | null {
  if (!credentialConfinement(actor)) return null;
  const message = 'This name is taken. Choose another one.';
  return new Problem('name_taken', message, { errors: [{ field: 'name', code: 'name_taken', message }] });
}

/** The problem of a name that another credential has, with a free one near it. */
async function nameTaken(actor: Actor, name: string): Promise<Problem> {
  const unknown = nameTakenByOthers(actor);
  if (unknown) return unknown;
  const suggestion = await freeCredentialName(name);
  const existing = await database().credential.findUnique({
    where: { nameKey: nameKey(name) },
    select: { id: true, name: true },
  });
  const message = `A credential named "${existing?.name ?? name}" exists already. "${suggestion}" is free.`;
  return new Problem('name_taken', message, {
    errors: [{ field: 'name', code: 'name_taken', message }],
    extra: { suggestion, ...(existing ? { existingId: existing.id, existingName: existing.name } : {}) },
  });
}

/** Asked before Graph, so that nobody waits for Meta to learn of a name; the unique index decides in the end. */
export async function refuseTakenName(actor: Actor, name: string): Promise<void> {
  const where = { nameKey: nameKey(name) };
  if (await database().credential.findUnique({ where, select: { id: true } })) {
    throw await nameTaken(actor, name);
  }
}

/** Runs work that stores a name; that the unique index refuses it becomes the problem `name_taken`. */
export async function storingName<Result>(
  actor: Actor,
  name: string,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') {
      throw await nameTaken(actor, name);
    }
    throw error;
  }
}

/** The name with which the overlay opens. */
export async function suggestCredentialName(actor: Actor, connector: string): Promise<string> {
  demand(actor, 'credential.read');
  return freeCredentialName(connectorName(connector));
}
