/** Inspections: of a draft that nobody stores, and of a stored credential. */
import { type Caller, demand } from '../access/actor.ts';
import { countTry, graphRequests } from '../access/limits.ts';
import { appendAuditEvent } from '../audit/store.ts';
import { database } from '../db.ts';
import type { InspectionReport } from '../graph/report.ts';
import { Secret } from '../vault/secret.ts';
import { askGraph, attemptColumns, verdictColumns, type Watch } from './graph.ts';
import { openCredential } from './open.ts';
import type { InspectionInput } from './schema.ts';

function countCheck({ actor }: Caller): Promise<void> {
  return countTry(graphRequests, `${actor.kind}:${actor.id}`, 'checks with Meta');
}

/** Asks Graph about what is on the screen; nothing is stored but the audit event. @throws Problem */
export async function inspectDraft(
  caller: Caller,
  input: InspectionInput,
  watch: Watch,
): Promise<InspectionReport> {
  demand(caller.actor, 'credential.add');
  await countCheck(caller);
  const { wabaId, apiVersion } = input;
  const appSecret = input.appSecret ? new Secret(input.appSecret) : null;
  const report = await askGraph(
    { wabaId, apiVersion, token: new Secret(input.accessToken), appSecret },
    watch,
  );
  await appendAuditEvent(database(), caller, {
    action: 'token.inspected',
    outcome: report.verdict === 'undecided' ? 'undecided' : 'done',
    target: null,
    details: { verdict: report.verdict, code: report.code, wabaId: wabaId ?? null },
  });
  return report;
}

/**
 * Asks Graph about a stored credential and writes what it said, unless the token was replaced in the meantime:
 * a result never lands on another token than the one it is about. An undecided result leaves the verdict alone.
 * @throws Problem `forbidden`, `not_found`, `credential_locked` or `too_many_requests`
 */
export async function inspectCredential(caller: Caller, id: string, watch: Watch): Promise<InspectionReport> {
  demand(caller.actor, 'credential.inspect');
  await countCheck(caller);
  const opened = await openCredential(caller.actor, id);
  const report = await askGraph(opened, watch);
  watch.signal.throwIfAborted();
  const undecided = report.verdict === 'undecided';
  const db = database();
  await db.$transaction([
    db.credential.updateMany({
      where: { id, tokenVersion: opened.tokenVersion, wabaId: opened.wabaId, apiVersion: opened.apiVersion },
      data: undecided ? attemptColumns(report) : verdictColumns(report),
    }),
    appendAuditEvent(db, caller, {
      action: 'credential.inspected',
      outcome: undecided ? 'undecided' : 'done',
      target: { kind: 'credential', id, name: opened.name },
      details: {
        verdict: report.verdict,
        code: report.code,
        graphCode: report.graphError?.code ?? null,
        traceId: report.graphError?.traceId ?? null,
      },
    }),
  ]);
  return report;
}
