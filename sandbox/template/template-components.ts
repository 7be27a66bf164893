/** The components of a new template, with the flows that its buttons open. */
import { isObject } from '../../lib/graph/call/untrusted.ts';
import { structureOf } from '../answer/parameters.ts';
import { explained, invalidParameter, missingParameter } from '../answer/refusal.ts';
import type { WabaCall } from '../call.ts';
import { checkFlowJson } from '../flow/flow-json.ts';
import { type Flow, mostFlows, newFlow, newId, type Waba } from '../state.ts';
import type { TemplateComponent } from './sample-templates.ts';

type Button = Record<string, unknown>;

function flowOfJson({ flows }: Waba, json: string): Flow {
  const facts = checkFlowJson(json);
  const [first] = facts.errors;
  if (first) throw explained(100, 'Invalid Flow JSON', first.message);
  if (flows.length >= mostFlows) throw explained(100, 'Too many flows', 'This account has no room for more.');
  const flow: Flow = { ...newFlow(`Template flow ${newId()}`, ['OTHER']), json, facts, status: 'PUBLISHED' };
  flows.push(flow);
  return flow;
}

/** The flow of a button: one of the account's, or a new one made of the JSON in it. */
function flowOf(waba: Waba, { flow_id, flow_name, flow_json }: Button): Flow {
  if ([flow_id, flow_name, flow_json].filter((value) => typeof value === 'string').length !== 1) {
    throw invalidParameter('A flow button needs one of flow_id, flow_name and flow_json.');
  }
  if (typeof flow_json === 'string') return flowOfJson(waba, flow_json);
  const flow = waba.flows.find(({ id, name }) => id === flow_id || name === flow_name);
  if (!flow)
    throw explained(100, 'Flow not found', 'The button names a flow that this account does not have.');
  if (flow.status === 'DEPRECATED' || flow.status === 'BLOCKED') {
    throw explained(100, "Flow can't be sent", `The flow of the button is ${flow.status}.`);
  }
  return flow;
}

function readButton(waba: Waba, button: unknown): Button {
  if (!isObject(button)) throw invalidParameter('Each button must be an object.');
  if (String(button.type).toUpperCase() !== 'FLOW') return button;
  const { flow_name, flow_json, ...rest } = button;
  return { ...rest, type: 'FLOW', flow_id: flowOf(waba, button).id };
}

/** The components that a call describes. */
export function readComponents({ parameters, waba }: WabaCall): TemplateComponent[] {
  const components = structureOf(parameters, 'components');
  if (!Array.isArray(components) || components.length === 0) throw missingParameter('components');
  return components.map((component): TemplateComponent => {
    if (!isObject(component) || typeof component.type !== 'string') {
      throw invalidParameter('Param components must be an array of objects with a type.');
    }
    const { buttons } = component;
    const read = Array.isArray(buttons) ? { buttons: buttons.map((button) => readButton(waba, button)) } : {};
    return { ...component, ...read, type: component.type.toUpperCase() };
  });
}
