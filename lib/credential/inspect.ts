/** Inspections: of a draft that nobody stores, and of a stored credential. */
import { type Caller, demand } from '../access/actor.ts';
import { authorizedTransaction } from '../access/authorized-transaction.ts';
import { countGraphTry } from '../access/limits.ts';
import type { AuditCaller } from '../audit/event.ts';
import { appendAuditEvent } from '../audit/store.ts';
import type { DatabaseClient } from '../db.ts';
import type { InspectionReport } from '../graph/inspection/report.ts';
import { inTransaction } from '../transaction.ts';
import { Secret } from '../vault/secret.ts';
import { askGraph, attemptColumns, refusalFacts, verdictColumns, type Watch } from './graph.ts';
import { recordInspection } from './look/inspections.ts';
import type { InspectionInput } from './schema.ts';
import { type OpenedCredential, openCredential, openForFlowkeep } from './sealed/open.ts';
import { takeInspection } from './shared-pace.ts';

/** Asks Graph about what is on the screen; nothing is stored but the audit event. @throws Problem */
export async function inspectDraft(
  caller: Caller,
  input: InspectionInput,
  watch: Watch,
): Promise<InspectionReport> {
  const permission = 'credential.inspect';
  demand(caller.actor, permission);
  await countGraphTry(caller.actor);
  const { wabaId, apiVersion } = input;
  const appSecret = input.appSecret ? new Secret(input.appSecret) : null;
  const report = await askGraph(
    { wabaId, apiVersion, token: new Secret(input.accessToken), appSecret },
    watch,
  );
  await authorizedTransaction(caller.actor, permission, (client) =>
    appendAuditEvent(client, caller, {
      action: 'token.inspected',
      outcome: report.verdict === 'undecided' ? 'undecided' : 'done',
      target: null,
      details: { verdict: report.verdict, code: report.code, wabaId: wabaId ?? null },
    }),
  );
  return report;
}

/**
 * Asks Graph about a stored credential and writes what it said, unless the token was replaced in the meantime:
 * a result never lands on another token than the one it is about. An undecided result leaves the verdict alone.
 * @throws Problem `forbidden`, `not_found`, `credential_locked`, `token_missing` or `too_many_requests`
 */
export async function inspectCredential(caller: Caller, id: string, watch: Watch): Promise<InspectionReport> {
  const permission = 'credential.inspect';
  demand(caller.actor, permission);
  await countGraphTry(caller.actor);
  const opened = await openCredential(caller.actor, id);
  const report = await ask(opened, watch);
  await authorizedTransaction(caller.actor, permission, (client) => store(client, caller, opened, report));
  return report;
}

/**
 * The same because of what a use of the credential was answered: Flowkeep inspects by itself, whoever used it, once a
 * minute at most over all instances.
 * @returns null where that was done a moment ago
 * @throws Problem `not_found`, `credential_locked` or `token_missing`
 */
export async function inspectAfterUse(
  id: string,
  requestId: string | null,
): Promise<InspectionReport | null> {
  if (!(await takeInspection(id))) return null;
  const caller: AuditCaller = {
    actor: { kind: 'system', id: null, name: 'Flowkeep' },
    requestId,
    address: null,
  };
  const opened = await openForFlowkeep(id);
  const report = await ask(opened, { signal: new AbortController().signal });
  await inTransaction((client) => store(client, caller, opened, report));
  return report;
}

async function ask(opened: OpenedCredential, watch: Watch): Promise<InspectionReport> {
  const report = await askGraph(opened, watch);
  watch.signal.throwIfAborted();
  return report;
}

async function store(
  client: DatabaseClient,
  caller: AuditCaller,
  { id, tokenVersion, wabaId, apiVersion, name }: OpenedCredential,
  report: InspectionReport,
): Promise<void> {
  const undecided = report.verdict === 'undecided';
  const { count } = await client.credential.updateMany({
    where: { id, tokenVersion, wabaId, apiVersion, deletedAt: null },
    data: undecided ? attemptColumns(report) : verdictColumns(report),
  });
  if (count > 0) {
    await recordInspection(client, { credentialId: id, tokenVersion, byName: caller.actor.name, report });
  }
  await appendAuditEvent(client, caller, {
    action: 'credential.inspected',
    outcome: undecided ? 'undecided' : 'done',
    target: { kind: 'credential', id, name },
    details: { verdict: report.verdict, ...refusalFacts(report) },
  });
}
