/** Names of data sources and destinations: each is unique among its kind. */
import { Prisma } from '../../prisma/generated/client.ts';
import type { Actor } from '../access/actor.ts';
import { firstFreeName, nameTakenByOthers } from '../credential/name.ts';
import { database } from '../db.ts';
import { Problem } from '../errors.ts';
import { nameKey } from '../name/key.ts';
import type { ResourceKind } from './schema.ts';

async function nameTaken(actor: Actor, kind: ResourceKind, name: string): Promise<Problem> {
  const unknown = nameTakenByOthers(actor);
  if (unknown) return unknown;
  const base = name.replace(/ \d+$/, '');
  const rows = await database().dataResource.findMany({
    where: { kind, nameKey: { startsWith: nameKey(base.slice(0, 60)) } },
    select: { nameKey: true },
    take: 10_000,
  });
  const taken = new Set(rows.map((row) => row.nameKey));
  const suggestion = firstFreeName(base, (key) => taken.has(key));
  const message = `A data ${kind} named "${name}" exists already. "${suggestion}" is free.`;
  const errors = [{ field: 'name', code: 'name_taken', message }];
  return new Problem('name_taken', message, { errors, extra: { suggestion } });
}

/** Runs work that stores a name; that the unique index refuses it becomes the problem `name_taken`. */
export async function storingName<Result>(
  actor: Actor,
  kind: ResourceKind,
  name: string,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') {
      throw await nameTaken(actor, kind, name);
    }
    throw error;
  }
}
