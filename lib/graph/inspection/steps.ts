/**
 * The steps of an inspection: each has a rule that looks at what was found so far and decides, or waits. Once
 * every call of the inspection is back, each rule decides.
 */
import type { RefusalCode } from '../errors/error-codes.ts';
import { describeVersion } from '../versions.ts';
import { isGranted } from './evidence.ts';
import type { Finding } from './finding.ts';
import { mayNotLook } from './finding.ts';
import type { InspectionStep, InspectionStepId, StepCode } from './report.ts';
import { managementPermission, messagingPermission } from './token-facts.ts';
import { describeKind } from './token-kind.ts';
import {
  decidingDoubt,
  decidingRefusal,
  type Findings,
  isAboutToken,
  isAnswered,
  toldRefusal,
} from './verdict.ts';

export type Decision = Pick<InspectionStep, 'outcome' | 'code' | 'message'>;

export interface Question {
  wabaId: string | null;
  version: string;
  now: Date;
}

type Rule = (found: Findings, asked: Question) => Decision | null;

const notRun = (code: StepCode, message: string): Decision => ({ outcome: 'not_run', code, message });
const done = (message: string): Decision => ({ outcome: 'done', code: 'ok', message });
const warning = (code: StepCode, message: string): Decision => ({ outcome: 'warning', code, message });
const failed = ({ code, message }: { code: StepCode; message: string }): Decision => ({
  outcome: 'failed',
  code,
  message,
});

const noAnswer = 'Meta gave no answer to this.';
const notReached = 'Meta did not get as far as this.';
const noWaba = notRun('ok', 'Not asked, because no WhatsApp Business Account ID was given.');

/** Whether every call on the WABA (or on `me`) is back. */
function nodeCallsDone({ node, flows }: Findings, { wabaId }: Question): boolean {
  return node !== undefined && (wabaId === null || flows !== undefined);
}

function allCallsDone(found: Findings, asked: Question): boolean {
  return nodeCallsDone(found, asked) && found.details !== undefined;
}

const token: Rule = (found, asked) => {
  const refusal = decidingRefusal(found, asked.now);
  if (refusal && isAboutToken(refusal.code)) {
    return found.details ? failed(refusal) : null;
  }
  if (refusal?.code === 'app_secret_required' || refusal?.code === 'app_secret_wrong') return failed(refusal);
  if (refusal?.code === 'version_unknown') {
    return notRun(refusal.code, 'Meta did not look at the token, because it has no such version.');
  }
  const { details } = found;
  if (refusal || isAnswered(found)) return done('Meta accepts the token.');
  if (!allCallsDone(found, asked)) return null;
  if (details?.verdict === 'usable' && details.found.isValid) return done('Meta accepts the token.');
  const doubt = decidingDoubt(found);
  return doubt && notRun(doubt.code, noAnswer);
};

const kind: Rule = (found, asked) => {
  const { details } = found;
  if (!details) return null;
  if (details.verdict === 'usable') {
    const refusal = decidingRefusal(found, asked.now);
    const rejected = refusal && isAboutToken(refusal.code) ? refusal : null;
    const alive = details.found.isValid && !isPast(details.found.facts.expiresAt, asked.now);
    return alive || nodeCallsDone(found, asked)
      ? describeKind(details.found, { rejected, answered: isAnswered(found), now: asked.now })
      : null;
  }
  if (mayNotLook(details)) {
    return warning(
      'token_details_unknown',
      'Meta does not tell this token about itself, so its kind and its end stay unknown.',
    );
  }
  return notRun(details.code, 'Meta said nothing about the kind of this token.');
};

function isPast(instant: string | null, now: Date): boolean {
  return instant !== null && new Date(instant) <= now;
}

const permissions: Rule = (found, asked) => {
  const refusal = decidingRefusal(found, asked.now);
  if (!allCallsDone(found, asked) || !found.details) return null;
  if (refusal?.code === 'permission_missing' && !isGranted(found)) return failed(refusal);
  if (refusal && isAboutToken(refusal.code)) {
    return notRun(refusal.code, 'A token that Meta does not accept has no permissions.');
  }
  const { details } = found;
  if (details.verdict === 'usable' && details.found.facts.scopes) {
    return judgeScopes(details.found.facts.scopes, found);
  }
  if (details.verdict === 'usable' || mayNotLook(details)) {
    return warning('token_details_unknown', 'Meta does not tell this token which permissions it has.');
  }
  return notRun(details.code, 'Meta said nothing about the permissions of this token.');
};

/**
 * Flows that Meta shows prove the permission for them, whatever its list of permissions says. An empty list proves
 * nothing: Meta answers with one, too, where it is missing.
 */
function judgeScopes(scopes: string[], { node, flows }: Findings): Decision {
  const newToken = `Generate a new token with it, and with ${messagingPermission}.`;
  if (!scopes.includes(managementPermission) && !isListed(flows)) {
    if (node?.verdict === 'usable') {
      const message = `Meta does not count ${managementPermission} among the permissions of the token, and without it lists may come back empty. ${newToken}`;
      return warning('management_permission_unproven', message);
    }
    const message = `The token lacks ${managementPermission}. ${newToken}`;
    return failed({ code: 'permission_missing', message });
  }
  if (!scopes.includes(messagingPermission)) {
    const message = `The token lacks ${messagingPermission}, which publishing flows and sending messages need. Reading works without it.`;
    return warning('messaging_permission_missing', message);
  }
  return done('Both permissions are there.');
}

const isListed = (flows: Findings['flows']) => flows?.verdict === 'usable' && flows.found.length > 0;

// Refusals that are told by another step, because they are not about the account.
const toldElsewhere: readonly RefusalCode[] = [
  'token_rejected',
  'token_expired',
  'version_unknown',
  'app_secret_required',
  'app_secret_wrong',
];

/**
 * A call on the WABA: refused for its own reasons, it failed; refused for the token's, it was not reached. What the
 * other calls are answered may contradict a refusal: they are waited for.
 */
function wabaCall(finding: Finding, found: Findings, asked: Question, success: string): Decision | null {
  if (finding.verdict === 'usable') return done(success);
  if (finding.verdict === 'undecided') return notRun(finding.code, noAnswer);
  if (!allCallsDone(found, asked)) return null;
  const refusal = toldRefusal(finding, found, asked.now);
  if (toldElsewhere.includes(refusal.code)) {
    return notRun(decidingRefusal(found, asked.now)?.code ?? refusal.code, notReached);
  }
  if (refusal.code === 'permission_missing' && !isGranted(found)) {
    return failed({ code: refusal.code, message: 'The permission for it is missing.' });
  }
  return failed(refusal);
}

const waba: Rule = (found, asked) => {
  if (asked.wabaId === null) return noWaba;
  const { node } = found;
  if (!node) return null;
  const name = node.verdict === 'usable' ? node.found.name : null;
  const success = name ? `Meta shows it as “${name}”.` : 'Meta shows it.';
  return wabaCall(node, found, asked, success);
};

/** A refusal that the WABA's own step tells already is not told twice. */
const flows: Rule = (found, asked) => {
  if (asked.wabaId === null) return noWaba;
  const { node, flows: list } = found;
  if (!list || (list.verdict === 'refused' && !allCallsDone(found, asked))) return null;
  if (list.verdict === 'refused' && node?.verdict === 'refused' && node.code === list.code) {
    return notRun(list.code, notReached);
  }
  if (list.verdict === 'usable' && list.found.length === 0) return found.details ? noFlows(found) : null;
  return wabaCall(list, found, asked, 'Its flows can be listed.');
};

/** An empty list is believed where the token is known to have the permission for a full one. */
function noFlows({ details }: Findings): Decision {
  const scopes = details?.verdict === 'usable' ? details.found.facts.scopes : null;
  if (scopes?.includes(managementPermission)) return done('Its flows can be listed. There are none yet.');
  return warning(
    'flows_unproven',
    `Meta lists no flows. Either there are none yet, or the token lacks ${managementPermission}: an empty list does not tell.`,
  );
}

const version: Rule = (found, asked) => {
  const findings = [found.node, found.flows, found.details].filter((finding) => finding !== undefined);
  const unknown = findings.find(
    (finding) => finding.verdict === 'refused' && finding.code === 'version_unknown',
  );
  const answered = findings.some(({ verdict }) => verdict === 'usable');
  if (unknown?.verdict === 'refused' && !answered) return allCallsDone(found, asked) ? failed(unknown) : null;
  if (!found.node) return null;
  const served = servedVersion(found);
  const known = describeVersion(asked.version, asked.now);
  if (served === asked.version)
    return done(known.state === 'usable' ? `Meta answers as ${served}.` : known.sentence);
  if (served) {
    const instead = `Meta answers as ${served}, not as ${asked.version}.`;
    return warning(
      'version_superseded',
      known.state === 'expired' ? `${instead} ${known.sentence}` : instead,
    );
  }
  if (!allCallsDone(found, asked)) return null;
  if (findings.some((finding) => finding.verdict === 'usable')) {
    return warning('version_unreported', `Meta did not say as which version it answered. ${known.sentence}`);
  }
  const reason = decidingRefusal(found, asked.now) ?? decidingDoubt(found);
  return reason && notRun(reason.code, 'Meta did not say as which version it answers.');
};

/** The version that Meta answered with; the call on the node says it first. */
export function servedVersion({ node, flows: list, details }: Findings): string | null {
  return node?.served ?? list?.served ?? details?.served ?? null;
}

export const stepRules: Record<InspectionStepId, Rule> = { token, kind, permissions, waba, flows, version };
