/** API keys as admins see them: listed, made, revoked. */
import { z } from 'zod';
import type { Prisma } from '../../../prisma/generated/client.ts';
import { appendAuditEvent } from '../../audit/store.ts';
import { type Database, type DatabaseClient, database } from '../../db.ts';
import { Problem } from '../../errors.ts';
import { inTransaction } from '../../transaction.ts';
import { type Actor, type Caller, demand } from '../actor.ts';
import { demandStill } from '../still.ts';
import { type ApiKeyInput, type ApiKeyView, apiKeyViewSchema, type NewApiKeyView } from './api-key-schema.ts';
import { insertApiKey } from './api-key-store.ts';

const permission = 'key.manage';

export const apiKeyListSchema = z.object({ items: z.array(apiKeyViewSchema) });

const columns = {
  id: true,
  name: true,
  lastFour: true,
  scopes: true,
  credentialIds: true,
  expiresAt: true,
  revokedAt: true,
  lastUsedAt: true,
  createdByName: true,
  createdAt: true,
} satisfies Prisma.ApiKeySelect;

type Row = Prisma.ApiKeyGetPayload<{ select: typeof columns }>;

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

function stateOf({ revokedAt, expiresAt }: Row, now: Date): ApiKeyView['state'] {
  if (revokedAt) return 'revoked';
  return expiresAt && expiresAt <= now ? 'expired' : 'active';
}

function toView(row: Row, names: Map<string, string>): ApiKeyView {
  const { id, name, lastFour, scopes, credentialIds } = row;
  const credentials = credentialIds.map((each) => ({ id: each, name: names.get(each) ?? 'deleted' }));
  return {
    id,
    name,
    lastFour,
    scopes,
    credentials: credentials.length > 0 ? credentials : null,
    state: stateOf(row, new Date()),
    expiresAt: iso(row.expiresAt),
    revokedAt: iso(row.revokedAt),
    lastUsedAt: iso(row.lastUsedAt),
    createdBy: row.createdByName,
    createdAt: row.createdAt.toISOString(),
  };
}

/** The names of credentials, deleted ones included. */
async function namesOf(client: Database | DatabaseClient, ids: string[]): Promise<Map<string, string>> {
  const where = { id: { in: [...new Set(ids)] } };
  const rows = await client.credential.findMany({ where, select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The keys made last, at most five hundred. @throws Problem `forbidden` */
export async function listApiKeys(actor: Actor): Promise<{ items: ApiKeyView[] }> {
  demand(actor, permission);
  const rows = await database().apiKey.findMany({ orderBy: { id: 'desc' }, take: 500, select: columns });
  const ids = rows.flatMap(({ credentialIds }) => credentialIds);
  const names = await namesOf(database(), ids);
  return { items: rows.map((row) => toView(row, names)) };
}

async function refuseUnknown(client: DatabaseClient, ids: string[]): Promise<void> {
  const where = { id: { in: ids }, deletedAt: null };
  if ((await client.credential.count({ where })) === new Set(ids).size) return;
  const message = 'One of these credentials is not there any more. Choose again.';
  throw new Problem('credential_not_found', message, {
    errors: [{ field: 'credentialIds', code: 'credential_not_found', message }],
  });
}

/** Makes a key; the answer shows it this once. @throws Problem `forbidden` or `credential_not_found` */
export async function makeApiKey(caller: Caller, input: ApiKeyInput): Promise<NewApiKeyView> {
  demand(caller.actor, permission);
  const { name, scopes, credentialIds = null, expiresAt = null } = input;
  return inTransaction(async (client) => {
    await demandStill(client, caller.actor, permission);
    if (credentialIds) await refuseUnknown(client, credentialIds);
    const { id, key } = await insertApiKey(client, caller, { name, scopes, credentialIds, expiresAt });
    const row = await client.apiKey.findUniqueOrThrow({ where: { id }, select: columns });
    return { ...toView(row, await namesOf(client, row.credentialIds)), key };
  });
}

/** Revokes a key: its next request is refused. Quiet when it was revoked before. @throws Problem `forbidden` or `not_found` */
export async function revokeApiKey(caller: Caller, id: string): Promise<void> {
  demand(caller.actor, permission);
  const missing = new Problem('not_found', 'There is no API key with this id.');
  if (!z.uuid().safeParse(id).success) throw missing;
  await inTransaction(async (client) => {
    await demandStill(client, caller.actor, permission);
    const row = await client.apiKey.findUnique({ where: { id }, select: { name: true } });
    if (!row) throw missing;
    const { count } = await client.apiKey.updateMany({
      where: { id, revokedAt: null },
      data: { revokedAt: new Date() },
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
