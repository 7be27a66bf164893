/** The one place that records refusals, whoever answers and in whatever form: handlers, lines of steps, pages, the gateway. */
import { type Actor, credentialConfinement } from '../access/actor.ts';
import { apiKeyOf } from '../access/authenticate.ts';
import { EndedKeyProblem } from '../access/ended-key.ts';
import type { AuditCaller, RefusalCode, RefusalDetails } from '../audit/event.ts';
import { RefusalLog } from '../audit/refusal-log.ts';
import { appendAuditEvents } from '../audit/store.ts';
import { Problem } from '../errors.ts';
import { log } from '../log.ts';
import { isUuid } from '../uuid.ts';

/** What was tried, as far as the request tells. */
export interface Attempt {
  method: string;
  route: string;
  ids: string[];
  requestId: string | null;
  address: string | null;
  /** The API key that came with it, be it one or not. */
  key: string | null;
}

type Params = Record<string, string | string[]>;

/** What the addresses of Flowkeep are made of but for what stands in the place of a parameter. */
const ownPart = /^[a-z.-]{0,30}$/;

/** An address without what its caller chose. */
export function routeOf(path: string, params: Params): string {
  const names = new Map(
    Object.entries(params).flatMap(([name, values]) =>
      [values].flat().map((value) => [value, name] as const),
    ),
  );
  const parts = path.split('/').map((part) => {
    const name = names.get(part) ?? (ownPart.test(part) ? null : 'id');
    return name ? `{${name}}` : part;
  });
  const once = parts.filter((part, place) => !part.startsWith('{') || part !== parts[place - 1]);
  return once.join('/').slice(0, 200);
}

/** The ids in an address: nothing else that somebody wrote there is kept. */
function idsIn(params: Params): string[] {
  return Object.values(params)
    .flat()
    .filter((value) => isUuid(value))
    .map((value) => value.toLowerCase());
}

/** What is tried with a request for a route of the API. */
export function attemptOf(request: Request, params: Params): Attempt {
  const { headers, method, url } = request;
  return {
    method,
    route: routeOf(new URL(url).pathname, params),
    ids: idsIn(params),
    requestId: headers.get('x-request-id'),
    address: headers.get('x-flowkeep-address'),
    key: apiKeyOf(headers.get('authorization') ?? undefined),
  };
}

const always: ReadonlySet<string> = new Set<RefusalCode>([
  'key_revoked',
  'key_expired',
  'forbidden',
  'cross_origin',
  'too_many_requests',
  'setup_code_wrong',
  'already_set_up',
  'invitation_gone',
]);
/** To a key that is confined, all that it may not know of is missing. */
const missing: ReadonlySet<string> = new Set<RefusalCode>([
  'not_found',
  'credential_not_found',
  'replacement_unfit',
]);

/** Nobody signed in and no key is no try: a browser whose session has ended asks like that all day. */
function isRefusal(code: string, actor: Actor | null, key: string | null): code is RefusalCode {
  if (code === 'unauthenticated') return actor !== null || key !== null;
  return always.has(code) || (missing.has(code) && actor !== null && credentialConfinement(actor) !== null);
}

const somebody: AuditCaller['actor'] = { kind: 'anonymous', id: null, name: 'somebody' };

/** The key that has ended, as who tried. */
function keyActor(error: Problem): AuditCaller['actor'] | null {
  if (!(error instanceof EndedKeyProblem)) return null;
  return { kind: 'api_key', id: error.key.id, name: error.key.name };
}

/** Why the key was not taken that came with a request; null where that was not it. */
function keyFault(error: Problem, actor: Actor | null, key: string | null): RefusalDetails['key'] {
  if (error instanceof EndedKeyProblem) return error.key.why;
  return !actor && key && error.code === 'unauthenticated' ? 'unknown' : null;
}

// Next's bundle and the scripts that Node runs directly each load this file: what is counted is shared across both.
const shared = globalThis as typeof globalThis & { flowkeepRefusals?: RefusalLog };

function refusalLog(): RefusalLog {
  shared.flowkeepRefusals ??= new RefusalLog(appendAuditEvents, {
    onFailing: (error) =>
      log().error(
        { err: { message: error instanceof Error ? error.message : '' } },
        'refusals can not be recorded now; they are kept and tried again',
      ),
  });
  return shared.flowkeepRefusals;
}

/** Records that somebody was refused, if an error says so; anything else passes by. It never rejects. */
export async function recordRefusal(attempt: Attempt, actor: Actor | null, error: unknown): Promise<void> {
  const { method, route, ids, requestId, address, key } = attempt;
  if (!(error instanceof Problem) || !isRefusal(error.code, actor, key)) return;
  const { code } = error;
  await refusalLog().add({
    caller: { actor: actor ?? keyActor(error) ?? somebody, requestId, address },
    details: { method, route, code, key: keyFault(error, actor, key), ids },
  });
}

/** Writes what is counted and not yet written; called when no more requests come. */
export async function closeRefusals(): Promise<void> {
  const lost = (await shared.flowkeepRefusals?.close()) ?? 0;
  if (lost > 0) log().error({ lost }, 'refusals could not be recorded before the end');
}
