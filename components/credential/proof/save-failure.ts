/** What a save that did not succeed means to the person: whose matter it is, and what can be done. */
import type { Difference } from '../../../lib/credential/differences.ts';
import type { Tile } from '../../../lib/credential/look/tile.ts';
import type { InspectionReport } from '../../../lib/graph/inspection/report.ts';
import { type FieldName, isFieldName } from '../field/form-values.ts';
import type { SaveOutcome, SaveProblem } from './save-credential.ts';

export type FailedOutcome = Exclude<SaveOutcome, { kind: 'saved' }>;

export interface Conflict {
  current: Tile;
  changedBy: string;
  changedAt: string;
}

export interface SaveFailure {
  title: string;
  /** The cause, who can fix it and how. */
  text: string;
  /** Errors to be shown under fields. */
  fields: { field: FieldName; message: string }[];
  /** A free name, when the wanted one is taken. */
  suggestion: string | null;
  /** The credential that has the name. */
  existingName: string | null;
  /** What a new token would change besides itself; to be confirmed by the credential's name. */
  differences: Difference[] | null;
  /** What somebody else put there in the meantime. */
  conflict: Conflict | null;
  signIn: boolean;
  tryAgain: boolean;
  offerUnchecked: boolean;
  /** The section of the guide that helps. */
  section: string | null;
  report: InspectionReport | null;
  requestId: string | null;
}

const nothing: Omit<SaveFailure, 'title' | 'text'> = {
  fields: [],
  suggestion: null,
  existingName: null,
  differences: null,
  conflict: null,
  signIn: false,
  tryAgain: false,
  offerUnchecked: false,
  section: null,
  report: null,
  requestId: null,
};

/** Short words under the field; the whole story is in the banner. */
const refusals: Record<string, { field: string; section: string }> = {
  token_rejected: { field: 'Meta does not accept this token.', section: 'token' },
  token_expired: { field: 'This token has expired.', section: 'token' },
  permission_missing: { field: 'This token lacks a permission.', section: 'permissions' },
  waba_unreachable: { field: 'The token does not reach an account with this ID.', section: 'waba' },
  version_unknown: { field: 'Meta knows no such version.', section: 'version' },
  app_secret_required: { field: 'Meta asks for the App Secret of this app.', section: 'app-secret' },
  app_secret_wrong: { field: 'This is not the App Secret of the app of the token.', section: 'app-secret' },
  account_restricted: { field: 'Meta has restricted this account.', section: 'waba' },
};

function waiting(seconds: number | null): string {
  if (!seconds) return '';
  const minutes = Math.ceil(seconds / 60);
  if (seconds < 90) return ` Try again in ${seconds} seconds.`;
  return ` Try again in ${minutes} minutes.`;
}

function fieldsOf(problem: SaveProblem): SaveFailure['fields'] {
  return (problem.errors ?? []).flatMap(({ field, message }) =>
    isFieldName(field) ? [{ field, message }] : [],
  );
}

/** What stands there now, when somebody else was quicker; null for other problems. */
export function conflictOf({ code, current, changedBy, changedAt }: SaveProblem): Conflict | null {
  if (code !== 'version_conflict' || !current || !changedBy || !changedAt) return null;
  return { current, changedBy, changedAt };
}

type Description = Pick<SaveFailure, 'title' | 'text'> & Partial<SaveFailure>;

function refusedByMeta({ code, detail }: SaveProblem, report: InspectionReport): Description {
  const refusal = refusals[code];
  // A token that has the permissions, as Meta itself lists: the account is what it does not reach.
  const granted = code === 'permission_missing' && report.field === 'wabaId';
  const message = granted ? 'Meta does not let this token at this account.' : (refusal?.field ?? detail);
  return {
    title: 'Meta refused this credential. Nothing was saved.',
    text: detail,
    fields: report.field ? [{ field: report.field, message }] : [],
    section: granted ? 'waba' : (refusal?.section ?? null),
  };
}

function metaNotAsked({ detail, report }: SaveProblem, retryAfter: number | null): Description {
  return {
    title: 'Meta could not be asked. Nothing was saved.',
    text: `${detail}${waiting(report?.retryAfterSeconds ?? retryAfter)}`,
    tryAgain: true,
    offerUnchecked: true,
  };
}

function failedInFlowkeep({ detail }: SaveProblem): Description {
  return { title: 'Something failed in Flowkeep, not in what you entered.', text: detail, tryAgain: true };
}

/** What the codes mean that are no answer of Meta's. */
const descriptions: Record<string, (problem: SaveProblem, retryAfter: number | null) => Description> = {
  unauthenticated: () => ({
    title: 'Your session has ended. Nothing was saved.',
    text: 'What you entered is still here. Sign in again to go on.',
    signIn: true,
  }),
  name_taken: ({ detail, suggestion = null, existingName = null }) => ({
    title: 'This name is taken. Nothing was saved.',
    text: detail,
    fields: [{ field: 'name', message: detail }],
    suggestion,
    existingName,
  }),
  version_conflict: (problem) => ({
    title: 'Somebody else changed this credential. Nothing was saved.',
    text: problem.detail,
    conflict: conflictOf(problem),
  }),
  confirmation_required: ({ detail, differences = null }) => ({
    title: 'This token is not like the one before. Nothing was saved yet.',
    text: detail,
    differences,
  }),
  token_unchanged: (problem) => ({
    title: 'This is the token that is stored already.',
    text: problem.detail,
    fields: fieldsOf(problem),
    section: 'token',
  }),
  too_many_requests: ({ detail }, retryAfter) => ({
    title: 'Too many checks in a short time. Nothing was saved.',
    text: detail + waiting(retryAfter),
    tryAgain: true,
  }),
  invalid_input: (problem) => ({
    title: 'Some of this is not right yet. Nothing was saved.',
    text: problem.detail,
    fields: fieldsOf(problem),
  }),
  forbidden: ({ detail }) => ({ title: 'You may not do this here. Nothing was saved.', text: detail }),
  database_unavailable: failedInFlowkeep,
  commit_unknown: failedInFlowkeep,
  internal: failedInFlowkeep,
};

function describeProblem(problem: SaveProblem, retryAfter: number | null): Description {
  const { code, detail, report } = problem;
  if (report?.verdict === 'refused') return refusedByMeta(problem, report);
  if (code.startsWith('graph_')) return metaNotAsked(problem, retryAfter);
  const known = Object.hasOwn(descriptions, code) ? descriptions[code] : undefined;
  return (
    known?.(problem, retryAfter) ?? {
      title: 'This could not be saved.',
      text: detail,
      fields: fieldsOf(problem),
    }
  );
}

/** The failure of an outcome; null for a check that the person stopped. */
export function describeFailure(outcome: FailedOutcome): SaveFailure | null {
  switch (outcome.kind) {
    case 'cancelled':
      return null;
    case 'overdue':
      return {
        ...nothing,
        title: 'The check took too long and was stopped.',
        text: 'Neither Meta nor Flowkeep answered in time. Everything that you entered is still here.',
        tryAgain: true,
        offerUnchecked: true,
      };
    case 'lost':
      return {
        ...nothing,
        title: 'The connection to Flowkeep broke before it answered.',
        text: 'Check your network and try again. If it was saved after all, you will be told that the name is taken.',
        tryAgain: true,
      };
    case 'problem': {
      const { problem, retryAfter } = outcome;
      const { report = null, requestId = null } = problem;
      return { ...nothing, report, requestId, ...describeProblem(problem, retryAfter) };
    }
  }
}

/** What support needs, as text to be copied; holds no secret, as reports hold none. */
export function detailsText(failure: SaveFailure): string {
  const { report, requestId } = failure;
  const error = report?.graphError;
  const lines: [string, string | number | null | undefined][] = [
    ['Flowkeep', report?.code ?? failure.title],
    ['Request', requestId],
    ['Checked at', report?.checkedAt],
    ['WABA ID', report?.waba.id],
    ['API version', report?.version.requested],
    ['Meta said', error?.message],
    ['Meta’s title', error?.userTitle],
    ['Meta’s explanation', error?.userMessage],
    ['Type', error?.type],
    ['HTTP status', error?.httpStatus],
    ['Code', error?.code],
    ['Subcode', error?.subcode],
    ['Trace ID', error?.traceId],
  ];
  const told = lines.filter(([, value]) => value !== null && value !== undefined);
  return told.map(([name, value]) => `${name}: ${value}`).join('\n');
}
