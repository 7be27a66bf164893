/** One use of a credential by whoever tests a source or destination, recorded like a use through the gateway. */
import type { Caller } from '../access/actor.ts';
import { reauthorize } from '../access/authorized-transaction.ts';
import { countGraphTry } from '../access/limits.ts';
import type { Permission } from '../access/rights.ts';
import { inspectAfterUse } from '../credential/inspect.ts';
import { type OpenedCredential, openCredential } from '../credential/sealed/open.ts';
import { database } from '../db.ts';
import { Problem } from '../errors.ts';
import { log } from '../log.ts';
import { isReading } from './admit/address.ts';
import { pausedByGraph } from './admit/limits.ts';
import { sendWhole, type WholeAnswer, type WholeCall } from './exchange/whole-call.ts';
import { logCause } from './record/log-cause.ts';
import { createNotice } from './record/notice.ts';
import { sharePause } from './record/share-pause.ts';
import { writeUses } from './record/usage-store.ts';
import { namesToKeep, pathToKeep, type Use, warningsToKeep } from './record/use.ts';

interface Circumstances {
  /** The right under which the call is made: asked for by the caller before, and here once more before it goes out. */
  permission: Permission;
  /** Which credential is used; the caller has read it. */
  credential: { id: string; name: string };
  /** The source or destination that is tested, once it is saved. */
  resourceId: string | null;
  /** Whether Flowkeep believes that Graph will not accept the token. */
  thoughtInvalid: boolean;
  signal: AbortSignal;
}

const notice = createNotice(inspectAfterUse, (error, credentialId) =>
  log().warn({ err: error, credentialId }, 'an inspection after a use failed'),
);

interface Ended {
  outcome: Use['outcome'];
  answer: WholeAnswer | null;
  /** Graph's where it answered, else Flowkeep's; null where the caller left. */
  status: number | null;
  code: string | null;
}

/** A use that is under way: what is known of it before it ends. */
interface Begun extends Pick<Circumstances, 'credential' | 'resourceId'> {
  caller: Caller;
  call: WholeCall;
  /** Null until it is, and where it can't be. */
  opened: OpenedCredential | null;
  began: Date;
  started: number;
}

function recordOf(begun: Begun, { outcome, answer, status, code }: Ended): Use {
  const { caller, call, credential, began, started, resourceId } = begun;
  const sent = outcome !== 'refused';
  const opened = sent ? begun.opened : null;
  return {
    ...caller,
    credential: { id: credential.id, name: credential.name },
    outcome,
    sent,
    began,
    details: {
      method: call.method,
      path: pathToKeep(opened ? `/${opened.apiVersion}${call.path}` : call.path),
      query: namesToKeep(call.query),
      status,
      milliseconds: Math.round(performance.now() - started),
      bytesUp: sent ? (call.body?.bytes.byteLength ?? 0) : 0,
      bytesDown: answer ? Buffer.byteLength(JSON.stringify(answer.body)) : 0,
      apiVersion: opened?.apiVersion ?? null,
      tokenVersion: opened?.tokenVersion ?? null,
      code,
      graphCode: answer?.error?.code ?? null,
      traceId: answer?.error?.traceId ?? answer?.traceId ?? null,
      resourceId,
      ...warningsToKeep(answer?.warnings ?? new Set()),
    },
  };
}

/** Records a use before its answer is given away. @throws Problem `audit_unavailable` */
async function record(begun: Begun, ended: Ended): Promise<void> {
  try {
    await writeUses([recordOf(begun, ended)]);
  } catch (error) {
    log().error({ err: error }, 'a use could not be recorded');
    const wrote = ended.outcome !== 'refused' && !isReading(begun.call.method);
    const happened = wrote ? ' The call itself was made: look at Meta before you repeat it.' : '';
    throw new Problem(
      'audit_unavailable',
      `Flowkeep could not record this use, so it shows nothing of it.${happened}`,
      { cause: error },
    );
  }
}

/**
 * Makes one call, if its caller may still do so at the moment at which it goes out.
 * @returns what Graph answered, be it an error
 * @throws Problem `unauthenticated`, `forbidden`, `not_found`, `token_missing`, `credential_locked`, `call_refused`,
 * `invalid_input`, `too_many_requests`, `audit_unavailable`, or `graph_*` where Graph did not answer
 */
export async function callOnce(
  caller: Caller,
  call: WholeCall,
  { permission, credential, resourceId, thoughtInvalid, signal }: Circumstances,
): Promise<WholeAnswer> {
  const [began, started] = [new Date(), performance.now()];
  const begun: Begun = { caller, call, credential, opened: null, resourceId, began, started };
  let answer: WholeAnswer | Problem;
  try {
    await countGraphTry(caller.actor);
    begun.opened = await openCredential(caller.actor, credential.id);
    const { pausedSeconds } = begun.opened;
    if (pausedSeconds > 0) throw pausedByGraph(pausedSeconds);
    await reauthorize(database(), caller.actor, permission);
    answer = await sendWhole(begun.opened, call, signal);
  } catch (error) {
    if (error instanceof Problem) {
      const { status, code } = error;
      await record(begun, { outcome: 'refused', answer: null, status, code });
    }
    throw error;
  }
  if (answer instanceof Problem) {
    logCause(answer, caller.requestId);
    const { status, code } = signal.aborted ? { status: null, code: 'caller_gone' } : answer;
    await record(begun, { outcome: 'failed', answer: null, status, code });
    throw answer;
  }
  const { status, pauseSeconds } = answer;
  if (pauseSeconds > 0) await sharePause(credential.id, pauseSeconds);
  await record(begun, { outcome: 'done', answer, status, code: null });
  const facts = { status, graphCode: answer.error?.code ?? null, thoughtInvalid };
  notice({ credentialId: credential.id, requestId: caller.requestId ?? '', ...facts });
  return answer;
}
