/** The flows of an account: listing and making them. */

import { parseFields } from '../answer/fields.ts';
import { showNode } from '../answer/node-fields.ts';
import { pageOf } from '../answer/paging.ts';
import { addressOf, idOf, requiredText, textOf } from '../answer/parameters.ts';
import { explained, missingParameter } from '../answer/refusal.ts';
import type { WabaCall } from '../call.ts';
import { type Flow, findNode, mostFlows, newFlow } from '../state.ts';
import { flowFields } from './flow.ts';
import { publishing } from './flow-changes.ts';
import { categoriesOf, refuseTakenName } from './flow-input.ts';
import { checkFlowJson } from './flow-json.ts';

/** `GET /{waba}/flows` */
export function listFlows(call: WabaCall) {
  const chosen = parseFields(call.query.get('fields'));
  return pageOf(call.waba.flows, call, (flow) => showNode(flowFields, flow, { ...call, flow }, chosen));
}

function cloneSource({ parameters, script, state }: WabaCall): Flow | null {
  const id = idOf(parameters, 'clone_flow_id');
  if (id === null) return null;
  const node = findNode(state, id);
  if (node?.kind === 'flow' && script.wabaIds.includes(node.waba.id)) return node.flow;
  throw explained(100, 'Flow not found', 'No flow with this ID can be cloned.');
}

/** `POST /{waba}/flows` */
export function createFlow(call: WabaCall) {
  const { waba, parameters } = call;
  const name = requiredText(parameters, 'name');
  const named = categoriesOf(parameters);
  if (!named) throw missingParameter('categories');
  refuseTakenName(waba, name);
  if (waba.flows.length >= mostFlows)
    throw explained(100, 'Too many flows', 'This account has no room for more.');
  const source = cloneSource(call);
  const json = textOf(parameters, 'flow_json') ?? source?.json ?? null;
  const flow: Flow = { ...newFlow(name, named), endpointUri: addressOf(parameters, 'endpoint_uri') };
  if (json !== null) Object.assign(flow, { json, facts: checkFlowJson(json) });
  if (textOf(parameters, 'publish') === 'true' && flow.facts.errors.length === 0) publishing(waba, flow);
  waba.flows.push(flow);
  if (!parameters.has('flow_json')) return { id: flow.id };
  return { id: flow.id, success: true, validation_errors: flow.facts.errors };
}
