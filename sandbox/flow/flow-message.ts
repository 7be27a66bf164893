/** An interactive message that opens a flow. */
import { isObject } from '../../lib/graph/call/untrusted.ts';
import { messageRefused, type Refusal } from '../answer/refusal.ts';
import type { Flow, Waba } from '../state.ts';

const missing = (name: string): Refusal =>
  messageRefused(131008, 'Required parameter is missing', `The parameter ${name} is required.`);
const wrong = (details: string): Refusal => messageRefused(131009, 'Parameter value is not valid', details);

function textIn(values: Record<string, unknown>, name: string): string | null {
  const value = values[name];
  if (value === undefined) return null;
  if (typeof value !== 'string' || value === '') throw wrong(`${name} must be a text.`);
  return value;
}

function findFlow({ flows }: Waba, values: Record<string, unknown>): Flow {
  const id = textIn(values, 'flow_id');
  const name = textIn(values, 'flow_name');
  if (id === null && name === null) throw missing('flow_id');
  if (id !== null && name !== null) throw wrong('Only one of flow_id and flow_name can be set.');
  const flow = flows.find((candidate) => candidate.id === id || candidate.name === name);
  if (!flow) throw wrong(`The flow ${id ?? name} does not belong to the account of this number.`);
  return flow;
}

function checkState({ status }: Flow, mode: string): void {
  if (!['draft', 'published'].includes(mode)) throw wrong('mode must be draft or published.');
  if (status === 'BLOCKED') throw messageRefused(132068, 'Flow is blocked', 'The flow is in blocked state.');
  if (mode === 'draft' ? status !== 'DRAFT' : status !== 'PUBLISHED' && status !== 'THROTTLED') {
    throw wrong(`The flow is ${status}, so it can't be sent in mode ${mode}.`);
  }
}

function checkAction({ facts }: Flow, values: Record<string, unknown>): void {
  const action = textIn(values, 'flow_action') ?? 'navigate';
  if (!['navigate', 'data_exchange'].includes(action)) {
    throw wrong('flow_action must be navigate or data_exchange.');
  }
  const payload = values.flow_action_payload;
  if (payload === undefined) return;
  if (!isObject(payload)) throw wrong('flow_action_payload must be an object.');
  if (action === 'data_exchange') throw wrong('flow_action_payload belongs to the action navigate only.');
  const screen = textIn(payload, 'screen');
  if (screen !== null && !facts.screens.includes(screen)) throw wrong(`The flow has no screen ${screen}.`);
}

/** @throws Refusal for a flow message that Meta does not send */
export function checkFlowMessage(waba: Waba, { body, action }: Record<string, unknown>): void {
  if (!isObject(body) || typeof body.text !== 'string') throw missing('interactive.body.text');
  if (!isObject(action) || !isObject(action.parameters)) throw missing('interactive.action.parameters');
  if (action.name !== 'flow') throw wrong('interactive.action.name must be flow.');
  const values = action.parameters;
  if (textIn(values, 'flow_message_version') !== '3') throw wrong('flow_message_version must be 3.');
  const cta = textIn(values, 'flow_cta');
  if (cta === null) throw missing('flow_cta');
  if (cta.length > 30) throw wrong('flow_cta must have at most 30 characters.');
  const flow = findFlow(waba, values);
  checkState(flow, textIn(values, 'mode') ?? 'published');
  checkAction(flow, values);
}
