/** From what a person typed to the credential they mean. */
import { z } from 'zod';
import { type Actor, credentialConfinement, demand } from '../../access/actor.ts';
import { database } from '../../db.ts';
import { nameKey } from '../../name/key.ts';
import { storedName } from '../../name/schema.ts';

/** The id of the credential with this name, or the one deleted last under it; an id is taken as it is. */
export async function credentialIdOf(actor: Actor, text: string): Promise<string | null> {
  demand(actor, 'credential.read');
  const confinement = credentialConfinement(actor);
  const visible = confinement ? { id: { in: confinement } } : {};
  if (z.uuid().safeParse(text).success) return text.toLowerCase();
  const named = await database().credential.findFirst({
    where: { nameKey: nameKey(text), ...visible },
    select: { id: true },
  });
  if (named) return named.id;
  const deleted = await database().credential.findFirst({
    where: { name: storedName(text), deletedAt: { not: null }, ...visible },
    orderBy: { deletedAt: 'desc' },
    select: { id: true },
  });
  return deleted?.id ?? null;
}
