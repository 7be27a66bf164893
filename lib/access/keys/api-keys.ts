/** API keys as admins see them: listed, made, revoked. */
import { z } from 'zod';
import type { Prisma } from '../../../prisma/generated/client.ts';
import { appendAuditEvent } from '../../audit/store.ts';
import { type Database, type DatabaseClient, database } from '../../db.ts';
import { Problem } from '../../errors.ts';
import { type Actor, type Caller, demand } from '../actor.ts';
import { authorizedTransaction } from '../authorized-transaction.ts';
import { activeKeys, keyStateOf, systemClock } from '../key-state.ts';
import {
  type ApiKeyInput,
  type ApiKeyQuery,
  type ApiKeyView,
  apiKeyViewSchema,
  type NewApiKeyView,
} from './api-key-schema.ts';
import { insertApiKey } from './api-key-store.ts';

const permission = 'key.manage';

export const apiKeyListSchema = z.object({ items: z.array(apiKeyViewSchema) }).meta({ id: 'ApiKeyList' });

const columns = {
  id: true,
  name: true,
  lastFour: true,
  scopes: true,
  reach: true,
  credentials: {
    orderBy: { credentialId: 'asc' },
    select: { credential: { select: { id: true, name: true, deletedAt: true } } },
  },
  expiresAt: true,
  revokedAt: true,
  lastUsedAt: true,
  createdById: true,
  createdByName: true,
  createdAt: true,
} satisfies Prisma.ApiKeySelect;

type Row = Prisma.ApiKeyGetPayload<{ select: typeof columns }>;

const keyMissing = () => new Problem('not_found', 'There is no API key with this id.');

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

function reachOf({ reach, credentials }: Row): ApiKeyView['reach'] {
  if (reach === 'all') return 'all';
  return credentials.some(({ credential }) => credential.deletedAt === null) ? 'listed' : 'nothing';
}

function toView(row: Row, admins: ReadonlySet<string>, now: Date): ApiKeyView {
  const { id, name, lastFour, scopes, createdById } = row;
  const listed = row.credentials.map(({ credential: { id, name, deletedAt } }) => ({
    id,
    name,
    deleted: deletedAt !== null,
  }));
  return {
    id,
    name,
    lastFour,
    scopes,
    reach: reachOf(row),
    credentials: row.reach === 'all' ? null : listed,
    state: keyStateOf(row, now),
    expiresAt: iso(row.expiresAt),
    revokedAt: iso(row.revokedAt),
    lastUsedAt: iso(row.lastUsedAt),
    createdBy: row.createdByName,
    createdById,
    createdByAdmin: createdById === null ? null : admins.has(createdById),
    createdAt: row.createdAt.toISOString(),
  };
}

/** Those of these people who are active admins. */
async function activeAdmins(client: Database | DatabaseClient, rows: Row[]): Promise<Set<string>> {
  const ids = rows.flatMap(({ createdById }) => createdById ?? []);
  const where = { id: { in: [...new Set(ids)] }, role: 'admin' as const, disabledAt: null };
  const people = await client.person.findMany({ where, select: { id: true } });
  return new Set(people.map(({ id }) => id));
}

/** The keys made last that fit, at most five hundred. @throws Problem `forbidden` */
export async function listApiKeys(
  actor: Actor,
  { createdBy, state }: ApiKeyQuery = {},
  clock = systemClock,
): Promise<{ items: ApiKeyView[] }> {
  demand(actor, permission);
  const now = clock();
  const rows = await database().apiKey.findMany({
    where: { ...(createdBy ? { createdById: createdBy } : {}), ...(state ? activeKeys(now) : {}) },
    orderBy: { id: 'desc' },
    take: 500,
    select: columns,
  });
  const admins = await activeAdmins(database(), rows);
  return { items: rows.map((row) => toView(row, admins, now)) };
}

/** One key. @throws Problem `forbidden` or `not_found` */
export async function readApiKey(actor: Actor, id: string): Promise<ApiKeyView> {
  demand(actor, permission);
  const row = z.uuid().safeParse(id).success
    ? await database().apiKey.findUnique({ where: { id }, select: columns })
    : null;
  if (!row) throw keyMissing();
  return toView(row, await activeAdmins(database(), [row]), systemClock());
}

/** Holds the credentials against deletion until the transaction ends, in the order in which deletions do. */
async function lockCredentials(client: DatabaseClient, ids: readonly string[]): Promise<void> {
  const rows = await client.$queryRaw<unknown[]>`
    SELECT 1 FROM credential WHERE id = ANY(${ids}::uuid[]) AND deleted_at IS NULL ORDER BY id FOR KEY SHARE`;
  if (rows.length === new Set(ids).size) return;
  const message = 'One of these credentials is not there any more. Choose again.';
  throw new Problem('credential_not_found', message, {
    errors: [{ field: 'credentialIds', code: 'credential_not_found', message }],
  });
}

/** Makes a key; the answer shows it this once. @throws Problem `forbidden` or `credential_not_found` */
export async function makeApiKey(caller: Caller, input: ApiKeyInput): Promise<NewApiKeyView> {
  demand(caller.actor, permission);
  const { name, scopes, credentialIds = 'all', expiresAt = null } = input;
  return authorizedTransaction(caller.actor, permission, async (client) => {
    if (credentialIds !== 'all') await lockCredentials(client, credentialIds);
    const { id, key } = await insertApiKey(client, caller, { name, scopes, credentialIds, expiresAt });
    const row = await client.apiKey.findUniqueOrThrow({ where: { id }, select: columns });
    const view = { ...toView(row, await activeAdmins(client, [row]), systemClock()), key };
    await caller.keep?.(client, view);
    return view;
  });
}

/** Revokes a key: its next request is refused. Quiet when it was revoked before. @throws Problem `forbidden` or `not_found` */
export async function revokeApiKey(caller: Caller, id: string): Promise<void> {
  demand(caller.actor, permission);
  if (!z.uuid().safeParse(id).success) throw keyMissing();
  await authorizedTransaction(caller.actor, permission, async (client) => {
    const row = await client.apiKey.findUnique({ where: { id }, select: { name: true } });
    if (!row) throw keyMissing();
    const { count } = await client.apiKey.updateMany({
      where: { id, revokedAt: null },
      data: { revokedAt: systemClock() },
    });
    if (count === 0) return;
    await appendAuditEvent(client, caller, {
      action: 'api_key.revoked',
      outcome: 'done',
      target: { kind: 'api_key', id, name: row.name },
      details: {},
    });
  });
}
