/** Copying flows from one account to another. */

import { idOf, listOf } from '../answer/parameters.ts';
import { invalidParameter, missingParameter, noSuchObject } from '../answer/refusal.ts';
import type { WabaCall } from '../call.ts';
import { type Flow, findNode, mostFlows, newFlow, type Waba } from '../state.ts';

const migrationError = '4233041';

function obstacle(flow: Flow | undefined, name: string, { flows }: Waba): string | null {
  if (!flow) return 'Flow name not found in source WABA.';
  if (flows.some((other) => other.name === name)) return 'Flow name is taken in this WABA.';
  return flows.length >= mostFlows ? 'This WABA has no room for more flows.' : null;
}

/** A draft with the content of a flow. */
function copyOf({ name, categories, json, facts, endpointUri }: Flow): Flow {
  return { ...newFlow(name, categories), json, facts, endpointUri };
}

/** `POST /{waba}/migrate_flows` */
export function migrateFlows({ waba, parameters, script, state }: WabaCall) {
  const sourceId = idOf(parameters, 'source_waba_id');
  if (sourceId === null) throw missingParameter('source_waba_id');
  const source = findNode(state, sourceId);
  if (source?.kind !== 'waba' || !script.wabaIds.includes(sourceId)) throw noSuchObject(sourceId, 'post');
  const named = listOf(parameters, 'source_flow_names') ?? source.waba.flows.map(({ name }) => name);
  if (named.length > 100) throw invalidParameter('Param source_flow_names must have at most 100 items.');
  const migrated_flows: object[] = [];
  const failed_flows: object[] = [];
  for (const source_name of named) {
    const flow = source.waba.flows.find(({ name }) => name === source_name);
    const why = obstacle(flow, source_name, waba);
    if (!flow || why !== null) {
      const error_message = `Flows Migration Error: ${why}`;
      failed_flows.push({ source_name, error_code: migrationError, error_message });
      continue;
    }
    const copy = copyOf(flow);
    waba.flows.push(copy);
    migrated_flows.push({ source_id: flow.id, source_name, migrated_id: copy.id });
  }
  return { migrated_flows, failed_flows };
}
