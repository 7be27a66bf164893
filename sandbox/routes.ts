/** The calls that the sandbox answers, one row each. */
import { tokenData, unparsableData } from './debug-token.ts';
import { type Answer, failure, type Served, success, usageHeader } from './graph-answer.ts';
import type { TokenScript } from './token-script.ts';
import { findToken } from './tokens.ts';
import { otherNodes, type SandboxWaba, wabas } from './wabas.ts';

export interface RouteCall {
  script: TokenScript;
  /** What the pattern's groups matched. */
  groups: string[];
  query: URLSearchParams;
  served: Served;
  /** When the sandbox started, and now, in seconds since 1970. */
  startedAt: number;
  now: number;
}

export interface Route {
  method: 'GET' | 'POST' | 'DELETE';
  pattern: RegExp;
  /** Answers also to dead tokens and without a proof, as debug_token does. */
  forDeadTokens?: boolean;
  answer(call: RouteCall): Answer;
}

const wabaFields = ['id', 'name', 'timezone_id', 'message_template_namespace'] as const;
const flowFields = ['id', 'name', 'status', 'categories', 'validation_errors'] as const;

/** The names in `fields`, or the defaults. */
function fieldNames(query: URLSearchParams, defaults: readonly string[]): string[] {
  return query.get('fields')?.split(',').filter(Boolean) ?? [...defaults];
}

function pick(node: Record<string, unknown>, names: string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, node[name]]));
}

function noSuchField(name: string, type: string, served: Served): Answer {
  return failure(
    { code: 100, message: `(#100) Tried accessing nonexisting field (${name}) on node type (${type})` },
    served,
  );
}

/** What Graph says alike of objects that do not exist and of those a token does not reach. */
export function noSuchObject(id: string, served: Served, verb = 'get'): Answer {
  const message = `Unsupported ${verb} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api`;
  return failure({ code: 100, subcode: 33, message, type: 'GraphMethodException' }, served);
}

/** The WABA, if this token reaches it; else the answer that says why not. */
function reachWaba({ script, groups, served }: RouteCall): SandboxWaba | Answer {
  const [id = ''] = groups;
  const waba = wabas.find((candidate) => candidate.id === id);
  if (!waba || !script.wabaIds.includes(id)) return noSuchObject(id, served);
  if (!script.wabaError) return waba;
  return failure(script.wabaError, served, usageHeader(id, script.wabaError.minutes));
}

function answerNode(call: RouteCall): Answer {
  const { groups, query, served } = call;
  const other = otherNodes.find(({ id }) => id === groups[0]);
  const node = other ? other.fields : reachWaba(call);
  if ('status' in node) return node as Answer;
  const known = other ? Object.keys(other.fields) : wabaFields;
  const names = fieldNames(query, known);
  const unknown = names.find((name) => !(known as readonly string[]).includes(name));
  if (unknown) return noSuchField(unknown, other?.type ?? 'WhatsAppBusinessAccount', served);
  return success(pick({ ...node }, names), served, other ? {} : usageHeader(groups[0] ?? ''));
}

function answerFlows(call: RouteCall): Answer {
  const { groups, query, served } = call;
  const other = otherNodes.find(({ id }) => id === groups[0]);
  if (other) return noSuchField('flows', other.type, served);
  const waba = reachWaba(call);
  if ('status' in waba) return waba;
  const names = fieldNames(query, flowFields);
  const unknown = names.find((name) => !(flowFields as readonly string[]).includes(name));
  if (unknown) return noSuchField(unknown, 'WhatsAppExtension', served);
  const start = Number(Buffer.from(query.get('after') ?? '', 'base64url').toString()) || 0;
  const limit = Math.max(1, Number(query.get('limit')) || 25);
  const page = waba.flows.slice(start, start + limit);
  const data = page.map((flow) => pick({ ...flow, validation_errors: [] }, names));
  const cursor = (position: number) => Buffer.from(String(position)).toString('base64url');
  const paging = { cursors: { before: cursor(start), after: cursor(start + page.length) } };
  return success(data.length > 0 ? { data, paging } : { data }, served, usageHeader(waba.id));
}

function answerMe({ query, served }: RouteCall): Answer {
  const me = { id: '104169029247128', name: 'Sandbox system user' };
  return success(pick(me, fieldNames(query, ['id', 'name'])), served);
}

function answerDebugToken({ script, query, served, startedAt, now }: RouteCall): Answer {
  if (script.untold) {
    const message =
      '(#100) You must provide an app access token, or a user access token that is an owner or developer of the app';
    return failure({ code: 100, message }, served);
  }
  const inspected = findToken(query.get('input_token') ?? '');
  const data = inspected ? tokenData(inspected.script, startedAt, now) : unparsableData;
  return success({ data }, served);
}

export const routes: readonly Route[] = [
  { method: 'GET', pattern: /^\/me$/, answer: answerMe },
  { method: 'GET', pattern: /^\/debug_token$/, forDeadTokens: true, answer: answerDebugToken },
  { method: 'GET', pattern: /^\/([0-9]+)$/, answer: answerNode },
  { method: 'GET', pattern: /^\/([0-9]+)\/flows$/, answer: answerFlows },
];
