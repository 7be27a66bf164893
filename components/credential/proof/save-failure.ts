/** What a save that did not succeed means to the person: whose matter it is, and what can be done. */
import type { Difference } from '../../../lib/credential/differences.ts';
import type { Tile } from '../../../lib/credential/look/tile.ts';
import type { RefusalCode } from '../../../lib/graph/errors/error-codes.ts';
import type { InspectionReport } from '../../../lib/graph/inspection/report.ts';
import type { English } from '../../../lib/words/english.ts';
import type { Words } from '../../../lib/words/words.ts';
import { wordsByCode } from '../../words/by-code.ts';
import { type FieldName, isFieldName } from '../field/form-values.ts';
import { problemText } from './problem-text.ts';
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
  /** Errors to be shown under fields; without a message, they are told by their code. */
  fields: { field: FieldName; code: string; message: string | null }[];
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

/** The words of what can go wrong. */
export interface FailureWording {
  t: Words<'credentialProof'>;
  tProblem: Words<'problem'>;
}

/** The section of the guide that helps with a refusal. */
const sections: Partial<Record<RefusalCode, string>> = {
  token_rejected: 'token',
  token_expired: 'token',
  permission_missing: 'permissions',
  waba_unreachable: 'waba',
  version_unknown: 'version',
  app_secret_required: 'app-secret',
  app_secret_wrong: 'app-secret',
  account_restricted: 'waba',
};

function waiting(t: Words<'credentialProof'>, seconds: number | null): string {
  if (!seconds) return '';
  const wait = seconds < 90 ? 'seconds' : 'minutes';
  return ` ${t('tryAgainIn', { wait, seconds, minutes: Math.ceil(seconds / 60) })}`;
}

function fieldsOf(problem: SaveProblem): SaveFailure['fields'] {
  return (problem.errors ?? []).flatMap(({ field, code }) =>
    isFieldName(field) ? [{ field, code, message: null }] : [],
  );
}

/** What stands there now, when somebody else was quicker; null for other problems. */
export function conflictOf({ code, current, changedBy, changedAt }: SaveProblem): Conflict | null {
  if (code !== 'version_conflict' || !current || !changedBy || !changedAt) return null;
  return { current, changedBy, changedAt };
}

type Description = Pick<SaveFailure, 'title' | 'text'> & Partial<SaveFailure>;

/** The sentence of the inspection is shown as it is: it names what was found, which no code does. */
function refusedByMeta({ t }: FailureWording, problem: SaveProblem, report: InspectionReport): Description {
  const { code, detail } = problem;
  // A token that has the permissions, as Meta itself lists: the account is what it does not reach.
  const granted = code === 'permission_missing' && report.field === 'wabaId';
  const refusal = granted ? 'permission_at_account' : code;
  const message = wordsByCode(t, `refusals.${refusal}`) ?? detail;
  return {
    title: t('failures.refused'),
    text: detail,
    fields: report.field ? [{ field: report.field, code, message }] : [],
    section: granted ? 'waba' : (sections[code as RefusalCode] ?? null),
  };
}

function metaNotAsked({ t }: FailureWording, problem: SaveProblem, retryAfter: number | null): Description {
  const { detail, report } = problem;
  return {
    title: t('failures.notAsked'),
    text: `${detail}${waiting(t, report?.retryAfterSeconds ?? retryAfter)}`,
    tryAgain: true,
    offerUnchecked: true,
  };
}

function nameTaken({ t }: FailureWording, { suggestion, existingName }: SaveProblem): Description {
  const free = suggestion ?? '';
  const text = !suggestion
    ? t('failures.name_taken.text')
    : existingName
      ? t('failures.name_taken.named', { name: existingName, free })
      : t('failures.name_taken.free', { free });
  return {
    title: t('failures.name_taken.title'),
    text,
    fields: [{ field: 'name', code: 'name_taken', message: text }],
    suggestion: suggestion ?? null,
    existingName: existingName ?? null,
  };
}

function versionConflict({ t }: FailureWording, problem: SaveProblem): Description {
  const conflict = conflictOf(problem);
  return {
    title: t('failures.version_conflict.title'),
    text: conflict
      ? t('failures.version_conflict.by', { name: conflict.changedBy })
      : t('failures.version_conflict.text'),
    conflict,
  };
}

function unconfirmed({ t }: FailureWording, { differences }: SaveProblem): Description {
  const whats = [...new Set(differences?.map(({ what }) => what))];
  const what = whats.length > 1 ? 'both' : (whats[0] ?? 'other');
  return {
    title: t('failures.confirmation_required.title'),
    text: t('failures.confirmation_required.text', { what }),
    differences: differences ?? null,
  };
}

/** What the codes mean that are no answer of Meta's: `text` is the sentence of the code. */
function describeOwn(wording: FailureWording, problem: SaveProblem, text: string): Description {
  const { t } = wording;
  const fields = fieldsOf(problem);
  switch (problem.code) {
    case 'unauthenticated':
      return {
        title: t('failures.unauthenticated.title'),
        text: t('failures.unauthenticated.text'),
        signIn: true,
      };
    case 'name_taken':
      return nameTaken(wording, problem);
    case 'version_conflict':
      return versionConflict(wording, problem);
    case 'confirmation_required':
      return unconfirmed(wording, problem);
    case 'token_unchanged': {
      const sentence = wordsByCode(wording.tProblem, 'forms.credential.accessToken.token_unchanged') ?? text;
      return { title: t('failures.token_unchanged'), text: sentence, fields, section: 'token' };
    }
    case 'too_many_requests':
      return { title: t('failures.too_many_requests'), text, tryAgain: true };
    case 'invalid_input':
      return { title: t('failures.invalid_input'), text, fields };
    case 'forbidden':
      return { title: t('failures.forbidden'), text };
    case 'database_unavailable':
    case 'commit_unknown':
    case 'internal':
      return { title: t('failures.inFlowkeep'), text, tryAgain: true };
    default:
      return { title: t('failures.other'), text, fields };
  }
}

function describeProblem(
  wording: FailureWording,
  problem: SaveProblem,
  retryAfter: number | null,
): Description {
  const { code, report } = problem;
  if (report?.verdict === 'refused') return refusedByMeta(wording, problem, report);
  if (code.startsWith('graph_')) return metaNotAsked(wording, problem, retryAfter);
  return describeOwn(wording, problem, problemText(wording.tProblem, problem, retryAfter));
}

/** The failure of an outcome; null for a check that the person stopped. */
export function describeFailure(wording: FailureWording, outcome: FailedOutcome): SaveFailure | null {
  const { t } = wording;
  switch (outcome.kind) {
    case 'cancelled':
      return null;
    case 'overdue':
      return {
        ...nothing,
        title: t('failures.overdue.title'),
        text: t('failures.overdue.text'),
        tryAgain: true,
        offerUnchecked: true,
      };
    case 'lost':
      return {
        ...nothing,
        title: t('failures.lost.title'),
        text: t('failures.lost.text'),
        tryAgain: true,
      };
    case 'problem': {
      const { problem, retryAfter } = outcome;
      const { report = null, requestId = null } = problem;
      return { ...nothing, report, requestId, ...describeProblem(wording, problem, retryAfter) };
    }
  }
}

/** What support needs, as text to be copied; holds no secret, as reports hold none. */
export function detailsText(t: Words<'credentialProof'>, failure: SaveFailure): string {
  const { report, requestId } = failure;
  const error = report?.graphError;
  const lines: [keyof English['credentialProof']['support'], string | number | null | undefined][] = [
    ['flowkeep', report?.code ?? failure.title],
    ['request', requestId],
    ['checkedAt', report?.checkedAt],
    ['wabaId', report?.waba.id],
    ['apiVersion', report?.version.requested],
    ['said', error?.message],
    ['userTitle', error?.userTitle],
    ['userMessage', error?.userMessage],
    ['type', error?.type],
    ['httpStatus', error?.httpStatus],
    ['code', error?.code],
    ['subcode', error?.subcode],
    ['traceId', error?.traceId],
  ];
  const told = lines.filter(([, value]) => value !== null && value !== undefined);
  return told.map(([name, value]) => t(`support.${name}`, { value: String(value) })).join('\n');
}
