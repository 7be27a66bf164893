/** From a call to its answer: finds the object, looks at what the token may, and runs the row of the table. */

import { type Answer, failure, type Served, success, usageHeader } from './answer/graph-answer.ts';
import { messageRefused, noSuchField, noSuchName, noSuchObject, Refusal } from './answer/refusal.ts';
import type { Call } from './call.ts';
import {
  businessRoutes,
  flowRoutes,
  phoneRoutes,
  type Route,
  templateRoutes,
  tokenRoutes,
  wabaRoutes,
} from './routes.ts';
import { findNode, type Node } from './state.ts';

const types: Record<Node['kind'], string> = {
  waba: 'WhatsAppBusinessAccount',
  flow: 'WhatsAppExtension',
  phone: 'WhatsAppBusinessPhoneNumber',
  template: 'MessageTemplate',
  business: 'Business',
};

/** A place in the graph: an object's id and the edge of it, or the name of a call about the token. */
interface Target {
  method: string;
  id: string;
  edge: string;
}

interface Found {
  body: unknown;
  /** Whether it counts among messages, not among management calls. */
  message: boolean;
}

/** Runs the row for the edge. */
function run<C extends Call>(rows: readonly Route<C>[], call: C, kind: Node['kind'], target: Target): Found {
  const { method, id, edge } = target;
  const row = rows.find((candidate) => candidate.method === method && candidate.edge === edge);
  if (!row) throw method === 'GET' ? noSuchField(edge, types[kind]) : noSuchObject(id, method.toLowerCase());
  if (row.messaging && !call.script.scopes.includes('whatsapp_business_messaging')) {
    const details = 'Permission is either not granted or has been removed.';
    throw messageRefused(131005, 'Access denied', details, 403);
  }
  return { body: row.answer(call), message: row.countsAsMessage ?? false };
}

function runNode(node: Node, call: Call, target: Target): Found {
  switch (node.kind) {
    case 'business':
      return run(businessRoutes, call, node.kind, target);
    case 'waba':
      return run(wabaRoutes, { ...call, ...node }, node.kind, target);
    case 'flow':
      return run(flowRoutes, { ...call, ...node }, node.kind, target);
    case 'phone':
      return run(phoneRoutes, { ...call, ...node }, node.kind, target);
    case 'template':
      return run(templateRoutes, { ...call, ...node }, node.kind, target);
  }
}

/** The answer to a call about the token itself; null for another call. */
function runTokenRoute(call: Call, { method, id, edge }: Target): { body: unknown } | null {
  const row = edge === '' ? tokenRoutes.find((one) => one.method === method && one.edge === id) : undefined;
  return row ? { body: row.answer(call) } : null;
}

/** What Graph says of a call on nothing. Only reading takes a word that is no id for a name. */
function nothingAt({ method, id }: Target): Refusal {
  const isName = /[^0-9_]/.test(id) && !tokenRoutes.some(({ edge }) => edge === id);
  return isName && method === 'GET' ? noSuchName(id) : noSuchObject(id, method.toLowerCase());
}

/** Answers a call that a living token makes. */
export function dispatch(call: Call, target: Target, served: Served): Answer {
  const { script, state } = call;
  const node = findNode(state, target.id);
  const wabaId = node && 'waba' in node ? node.waba.id : null;
  const reached = wabaId !== null && script.wabaIds.includes(wabaId);
  try {
    const told = runTokenRoute(call, target);
    if (told) return success(told.body, served);
    if (!node || (wabaId !== null && !reached)) throw nothingAt(target);
    if (reached && script.wabaError) throw new Refusal(script.wabaError);
    const { body, message } = runNode(node, call, target);
    return success(body, served, reached ? usageHeader(wabaId, 0, message ? 'whatsapp' : undefined) : {});
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return failure(error.shape, served, reached ? usageHeader(wabaId, script.wabaError?.minutes) : {});
  }
}
