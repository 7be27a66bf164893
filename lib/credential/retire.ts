/** Retiring a token: it can be rolled back to for a grace time, then background work destroys its secrets. */
import type { DatabaseClient } from '../db.ts';
import { environment } from '../env.ts';
import type { LockedRow } from './change.ts';
import { storedFacts, tokenFactColumns } from './token-facts.ts';

/** How many retired tokens a credential keeps at most, however often it is replaced within the grace time. */
const retiredKept = 20;

/** Destroys the secrets of versions of a credential, in the caller's transaction. */
export async function destroyVersions(
  client: DatabaseClient,
  credentialId: string,
  versions: number[],
): Promise<void> {
  const where = { credentialId, version: { in: versions } };
  await client.retiredToken.deleteMany({ where });
  await client.sealedSecret.deleteMany({ where });
}

/** Sets aside the token in use of a locked row; without a grace time it is destroyed at once. */
export async function retireToken(client: DatabaseClient, row: LockedRow, byName: string): Promise<void> {
  const { id, tokenVersion } = row;
  const { tokenGraceHours } = environment();
  if (tokenGraceHours === 0) return destroyVersions(client, id, [tokenVersion]);
  const inUse = { credentialId: id, version: tokenVersion };
  const facts = await client.credential.findUniqueOrThrow({ where: { id }, select: tokenFactColumns });
  const sealed = await client.sealedSecret.findFirst({
    where: { ...inUse, purpose: 'token' },
    select: { version: true },
  });
  // A restored credential has no token that could be set aside.
  if (!sealed) return;
  const destroyAfter = new Date(Date.now() + tokenGraceHours * 3_600_000);
  await client.retiredToken.create({
    data: { ...inUse, facts: storedFacts(facts), retiredByName: byName, destroyAfter },
  });
  const surplus = await client.retiredToken.findMany({
    where: { credentialId: id },
    orderBy: { retiredAt: 'desc' },
    skip: retiredKept,
    select: { version: true },
  });
  if (surplus.length > 0) {
    await destroyVersions(
      client,
      id,
      surplus.map(({ version }) => version),
    );
  }
}
