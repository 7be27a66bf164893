/** Add Credential, from the parsed request to the tile. */
import { v7 as uuidv7 } from 'uuid';
import { type Caller, demand } from '../access/actor.ts';
import { authorizedTransaction } from '../access/authorized-transaction.ts';
import { countGraphTry } from '../access/limits.ts';
import { appendAuditEvent } from '../audit/store.ts';
import type { InspectionReport } from '../graph/inspection/report.ts';
import { nameKey } from '../name/key.ts';
import { Secret } from '../vault/secret.ts';
import { askGraph, attemptColumns, problemOf, refusalFacts, verdictColumns, type Watch } from './graph.ts';
import { recordInspection } from './look/inspections.ts';
import { tileColumns } from './look/present.ts';
import { tileOf } from './look/store.ts';
import type { Tile } from './look/tile.ts';
import { refuseTakenName, storingName } from './name.ts';
import type { CredentialInput } from './schema.ts';
import { lastFour, sealSecrets, tokenFingerprint } from './sealed/sealing.ts';

const permission = 'credential.add';

/**
 * Proves a credential at Graph, seals it and stores it with its audit event.
 * @throws Problem `forbidden`, `name_taken`, `too_many_requests`, or what Graph's answer means (see lib/graph)
 */
export async function addCredential(caller: Caller, input: CredentialInput, watch: Watch): Promise<Tile> {
  demand(caller.actor, permission);
  await refuseTakenName(caller.actor, input.name);
  await countGraphTry(caller.actor);
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
  const inUse = sealed.map(({ keyId }) => ({ keyId, version: 1 }));
  return storingName(caller.actor, name, () =>
    authorizedTransaction(caller.actor, permission, async (client) => {
      const created = await client.credential.create({ data, select: tileColumns });
      await client.sealedSecret.createMany({ data: sealed });
      const inspected = { credentialId: id, tokenVersion: 1, byName: caller.actor.name, report };
      await recordInspection(client, inspected);
      await appendAuditEvent(client, caller, {
        action: 'credential.added',
        outcome: 'done',
        target: { kind: 'credential', id, name },
        details: { connector, wabaId, apiVersion, verdict: verdict.verdict, fingerprint },
      });
      const tile = await tileOf(caller.actor, { ...created, secrets: inUse }, client);
      await caller.keep?.(client, tile);
      return tile;
    }),
  );
}

async function recordRefusal(
  caller: Caller,
  input: CredentialInput,
  report: InspectionReport,
): Promise<void> {
  const { connector, name, wabaId, apiVersion } = input;
  await authorizedTransaction(caller.actor, permission, (client) =>
    appendAuditEvent(client, caller, {
      action: 'credential.added',
      outcome: 'refused',
      target: { kind: 'credential', id: null, name },
      details: { connector, wabaId, apiVersion, ...refusalFacts(report) },
    }),
  );
}
