/**
 * What an inspection found: the shape that the server stores, the API answers and the overlay shows.
 * It never holds a secret. Times are ISO 8601 in UTC.
 */
import type { GraphErrorFacts, RefusalCode, ReportField, UndecidedCode } from '../errors/error-codes.ts';

/** The named steps of an inspection, in the order in which people read them. */
export const inspectionSteps = ['token', 'kind', 'permissions', 'waba', 'flows', 'version'] as const;
export type InspectionStepId = (typeof inspectionSteps)[number];

/** `not_run`: Graph gave no answer from which the step could be decided. */
export type StepOutcome = 'done' | 'warning' | 'failed' | 'not_run';

/** Codes that warn without blocking. */
export type WarningCode =
  | 'token_short_lived'
  | 'token_expires_soon'
  | 'data_access_ends'
  | 'token_details_unknown'
  | 'messaging_permission_missing'
  | 'management_permission_unproven'
  | 'flows_unproven'
  | 'version_superseded'
  | 'version_unreported';

export type StepCode = 'ok' | RefusalCode | UndecidedCode | WarningCode;

export interface InspectionStep {
  id: InspectionStepId;
  outcome: StepOutcome;
  code: StepCode;
  /** One or two plain sentences for people: what was found and, if anything is wrong, the way out. */
  message: string;
  /** From the start of the inspection to the moment the step was decided; null when not run. */
  milliseconds: number | null;
}

export type TokenKind = 'system_user' | 'user' | 'page' | 'app' | 'unknown';

/** What debug_token told about the token; every field is null when Meta would not say. */
export interface TokenFacts {
  kind: TokenKind;
  appId: string | null;
  appName: string | null;
  scopes: string[] | null;
  issuedAt: string | null;
  /** Null with `neverExpires` false means unknown. */
  expiresAt: string | null;
  neverExpires: boolean;
  dataAccessExpiresAt: string | null;
}

export interface InspectionReport {
  /** `usable`: may be stored. `refused`: definitely bad. `undecided`: Graph could not be asked. */
  verdict: 'usable' | 'refused' | 'undecided';
  /** `ok`, or the code that decided the verdict. */
  code: 'ok' | RefusalCode | UndecidedCode;
  /** The field of the form that the way out concerns, if one does. */
  field: ReportField | null;
  /** The sentence that goes with `code`: the cause, who can fix it and how. */
  message: string;
  steps: InspectionStep[];
  checkedAt: string;
  milliseconds: number;
  /** The WABA asked about; null when the inspection was of a token alone. */
  waba: { id: string | null; name: string | null };
  token: TokenFacts;
  version: { requested: string; served: string | null };
  graphError: GraphErrorFacts | null;
  /** Seconds after which asking again makes sense; only with `graph_limited`. */
  retryAfterSeconds: number | null;
}
