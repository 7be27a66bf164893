/** Asking Graph on behalf of this room: where it is, and how its answers become problems and columns. */
import { environment } from '../env.ts';
import { Problem } from '../errors.ts';
import { inspectToken } from '../graph/inspection/inspection.ts';
import type { InspectionReport, InspectionStep } from '../graph/inspection/report.ts';
import type { Secret } from '../vault/secret.ts';

export interface Subject {
  token: Secret;
  appSecret: Secret | null;
  wabaId: string | undefined;
  apiVersion: string;
}

export interface Watch {
  /** Aborts the inspection; nothing is stored after it. */
  signal: AbortSignal;
  onStep?: (step: InspectionStep) => void;
}

/** Asks Graph what a token is and reaches. Takes up to 20 seconds; never call it inside a transaction. */
export function askGraph(subject: Subject, watch: Watch): Promise<InspectionReport> {
  return inspectToken({
    baseUrl: new URL(environment().graphBaseUrl),
    token: subject.token,
    ...(subject.appSecret ? { appSecret: subject.appSecret } : {}),
    ...(subject.wabaId ? { wabaId: subject.wabaId } : {}),
    version: subject.apiVersion,
    signal: watch.signal,
    ...(watch.onStep ? { onStep: watch.onStep } : {}),
  });
}

/** The problem of a report that is not `usable`; carries the report, so that nothing found out is lost. */
export function problemOf(report: InspectionReport): Problem {
  if (report.code === 'ok') throw new Error('A usable report is no problem.');
  const { code, field, message } = report;
  return new Problem(code, message, {
    extra: { report },
    ...(field ? { errors: [{ field, code, message }] } : {}),
    ...(report.retryAfterSeconds ? { retryAfterSeconds: report.retryAfterSeconds } : {}),
  });
}

/** What the audit trail keeps of a refusal by Graph. */
export function refusalFacts({ code, graphError }: InspectionReport) {
  return { code, graphCode: graphError?.code ?? null, traceId: graphError?.traceId ?? null };
}

const date = (text: string | null): Date | null => (text === null ? null : new Date(text));

function earlier(one: Date | null, other: Date | null): Date | null {
  if (!one || !other) return one ?? other;
  return one < other ? one : other;
}

/** The columns that a decisive report sets. */
export function verdictColumns(report: InspectionReport) {
  const { token } = report;
  const tokenExpiresAt = date(token.expiresAt);
  const dataAccessExpiresAt = date(token.dataAccessExpiresAt);
  const isKnown = token.scopes !== null;
  return {
    verdict: report.verdict === 'usable' ? ('valid' as const) : ('invalid' as const),
    reason: report.code,
    checkedAt: new Date(report.checkedAt),
    attemptedAt: null,
    attemptReason: null,
    ...(report.waba.name ? { wabaName: report.waba.name } : {}),
    ...(report.version.served ? { servedVersion: report.version.served } : {}),
    // debug_token may refuse (code 100) what it answered last time: then the expiry and permissions known from before
    // stay, or a tile would lose its warning that the token ends.
    ...(isKnown
      ? {
          tokenKind: token.kind,
          tokenExpiresAt,
          tokenNeverExpires: token.neverExpires,
          dataAccessExpiresAt,
          usableUntil: earlier(tokenExpiresAt, dataAccessExpiresAt),
          scopes: token.scopes ?? [],
          appId: token.appId,
          appName: token.appName,
        }
      : {}),
  };
}

/** The columns that an undecided report sets: when it was tried and why it led nowhere; the verdict stays. */
export function attemptColumns(report: InspectionReport) {
  return { attemptedAt: new Date(report.checkedAt), attemptReason: report.code };
}
