/** Add Credential, from the parsed request to the tile. */
import { v7 as uuidv7 } from 'uuid';
import { Prisma } from '../../prisma/generated/client.ts';
import { type Caller, credentialConfinement, demand } from '../access/actor.ts';
import { countTry, graphRequests } from '../access/limits.ts';
import { appendAuditEvent } from '../audit/store.ts';
import { database } from '../db.ts';
import { Problem } from '../errors.ts';
import type { InspectionReport } from '../graph/report.ts';
import { Secret } from '../vault/secret.ts';
import { askGraph, attemptColumns, problemOf, verdictColumns, type Watch } from './graph.ts';
import { freeCredentialName, nameKey } from './name.ts';
import { tileColumns } from './present.ts';
import type { CredentialInput } from './schema.ts';
import { lastFour, sealSecrets, tokenFingerprint } from './sealing.ts';
import { tilesOf } from './store.ts';
import type { Tile } from './tile.ts';

/**
 * Proves a credential at Graph, seals it and stores it with its audit event.
 * @throws Problem `forbidden`, `name_taken`, `too_many_requests`, or what Graph's answer means (see lib/graph)
 */
export async function addCredential(caller: Caller, input: CredentialInput, watch: Watch): Promise<Tile> {
  demand(caller.actor, 'credential.add');
  if (credentialConfinement(caller.actor)) {
    throw new Problem('forbidden', 'This API key is confined to certain credentials and can add no others.');
  }
  await refuseTakenName(input.name);
  await countTry(graphRequests, `${caller.actor.kind}:${caller.actor.id}`, 'checks with Meta');
  const token = new Secret(input.accessToken);
  const appSecret = input.appSecret ? new Secret(input.appSecret) : null;

  const report = await askGraph({ ...input, token, appSecret }, watch);
  watch.signal.throwIfAborted();
  if (report.verdict === 'refused') await recordRefusal(caller, input, report);
  if (report.verdict === 'refused' || (report.verdict === 'undecided' && !input.unchecked))
    throw problemOf(report);

  return store(caller, input, { token, appSecret }, report);
}

async function store(
  caller: Caller,
  input: CredentialInput,
  secrets: { token: Secret; appSecret: Secret | null },
  report: InspectionReport,
): Promise<Tile> {
  const db = database();
  const id = uuidv7();
  const [sealed, fingerprint] = await Promise.all([
    sealSecrets(id, 1, secrets),
    tokenFingerprint(secrets.token),
  ]);
  const verdict =
    report.verdict === 'usable'
      ? verdictColumns(report)
      : { verdict: 'unchecked' as const, reason: report.code, ...attemptColumns(report) };
  const { connector, name, description, wabaId, apiVersion } = input;
  const data = {
    id,
    connector,
    name,
    nameKey: nameKey(name),
    description,
    wabaId,
    apiVersion,
    ...verdict,
    tokenLastFour: lastFour(secrets.token),
    tokenFingerprint: fingerprint,
    tokenSetByName: caller.actor.name,
    tokenSetAt: new Date(),
    hasAppSecret: secrets.appSecret !== null,
    createdById: caller.actor.kind === 'person' ? caller.actor.id : null,
    createdByName: caller.actor.name,
  };
  try {
    const [row] = await db.$transaction([
      db.credential.create({ data, select: tileColumns }),
      db.sealedSecret.createMany({ data: sealed }),
      appendAuditEvent(db, caller, {
        action: 'credential.added',
        outcome: 'done',
        target: { kind: 'credential', id, name },
        details: { connector, wabaId, apiVersion, verdict: verdict.verdict, fingerprint },
      }),
    ]);
    const secretKeys = sealed.map(({ keyId }) => ({ keyId }));
    const [tile] = await tilesOf([{ ...row, secrets: secretKeys }]);
    if (!tile) throw new Error('A stored credential has no tile.');
    return tile;
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')
      throw await nameTaken(name);
    throw error;
  }
}

async function recordRefusal(
  caller: Caller,
  input: CredentialInput,
  report: InspectionReport,
): Promise<void> {
  const { connector, name, wabaId, apiVersion } = input;
  await appendAuditEvent(database(), caller, {
    action: 'credential.added',
    outcome: 'refused',
    target: { kind: 'credential', id: null, name },
    details: {
      connector,
      wabaId,
      apiVersion,
      code: report.code,
      graphCode: report.graphError?.code ?? null,
      traceId: report.graphError?.traceId ?? null,
    },
  });
}

/** Asked before Graph, so that nobody waits for Meta to learn of a name; the unique index decides in the end. */
async function refuseTakenName(name: string): Promise<void> {
  const where = { nameKey: nameKey(name) };
  if (await database().credential.findUnique({ where, select: { id: true } })) throw await nameTaken(name);
}

async function nameTaken(name: string): Promise<Problem> {
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
