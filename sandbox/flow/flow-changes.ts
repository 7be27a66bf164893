/** What can be done to a flow, and in which of its states. */

import { addressOf, idOf, textOf } from '../answer/parameters.ts';
import { explained } from '../answer/refusal.ts';
import type { FlowCall } from '../call.ts';
import type { Flow, Waba } from '../state.ts';
import { lacksEndpoint } from './flow-health.ts';
import { categoriesOf, refuseTakenName } from './flow-input.ts';

/** @throws Refusal for a flow whose content nothing can change any more */
export function refuseUnlessDraft({ status }: Flow): void {
  if (status !== 'DRAFT') {
    throw explained(139001, "Flow can't be updated", 'A flow that was published is not changed any more.');
  }
}

/**
 * `POST /{flow}`: a published flow keeps its name and categories, yet its endpoint may move.
 */
export function updateFlow({ waba, flow, parameters }: FlowCall) {
  const name = textOf(parameters, 'name');
  const categories = categoriesOf(parameters);
  const endpointUri = addressOf(parameters, 'endpoint_uri');
  const applicationId = idOf(parameters, 'application_id');
  if (name !== null || categories || flow.status === 'DEPRECATED') refuseUnlessDraft(flow);
  if (name !== null) refuseTakenName(waba, name, flow);
  Object.assign(flow, {
    name: name ?? flow.name,
    categories: categories ?? flow.categories,
    endpointUri: endpointUri ?? flow.endpointUri,
    applicationId: applicationId ?? flow.applicationId,
  });
  return { success: true };
}

/** Publishes a flow. @throws Refusal 139002 with the first thing that stands in its way */
export function publishing(waba: Waba, flow: Flow): void {
  const obstacles: [boolean, string, string][] = [
    [flow.status !== 'DRAFT', 'Flow is in unexpected state', 'Only a draft can be published.'],
    [flow.json === null, 'Flow has no JSON', 'Upload the Flow JSON before publishing the flow.'],
    [
      flow.facts.errors.length > 0,
      'Flow JSON has errors',
      'Resolve all validation errors before publishing.',
    ],
    [lacksEndpoint(flow), 'Endpoint URI is missing', 'Set the endpoint URI before publishing the flow.'],
    [waba.phones.length === 0, 'No phone number', 'Add a phone number to the account before publishing.'],
    [
      flow.facts.dataApiVersion !== null && !waba.phones.some(({ key }) => key?.status === 'VALID'),
      'No signed public key',
      'Set a public key for a phone number of the account before publishing.',
    ],
  ];
  const [, title, sentence] = obstacles.find(([stands]) => stands) ?? [];
  if (title && sentence) throw explained(139002, title, sentence);
  flow.status = 'PUBLISHED';
}

/** `POST /{flow}/publish` */
export function publishFlow({ waba, flow }: FlowCall) {
  publishing(waba, flow);
  return { success: true };
}

/** `POST /{flow}/deprecate` */
export function deprecateFlow({ flow }: FlowCall) {
  if (flow.status === 'DRAFT' || flow.status === 'DEPRECATED') {
    throw explained(139003, "Flow can't be deprecated", 'Only a published flow can be deprecated.');
  }
  flow.status = 'DEPRECATED';
  return { success: true };
}

/** `DELETE /{flow}` */
export function deleteFlow({ waba, flow }: FlowCall) {
  if (flow.status !== 'DRAFT') {
    throw explained(
      139004,
      "Flow can't be deleted",
      'Only a draft can be deleted. Deprecate the flow instead.',
    );
  }
  waba.flows.splice(waba.flows.indexOf(flow), 1);
  return { success: true };
}
