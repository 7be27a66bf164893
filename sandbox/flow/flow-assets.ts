/** The files of a flow: its Flow JSON, uploaded and downloaded. */

import { pageOf } from '../answer/paging.ts';
import { requiredText } from '../answer/parameters.ts';
import { explained, invalidParameter, missingParameter } from '../answer/refusal.ts';
import type { FlowCall } from '../call.ts';
import { newSecret, type State } from '../state.ts';
import { refuseUnlessDraft } from './flow-changes.ts';
import { checkFlowJson } from './flow-json.ts';

const largestFile = 10 * 1_048_576;
const downloadPath = /^\/sandbox-files\/([0-9a-f]{40})\/flow\.json$/;

/** `GET /{flow}/assets` */
export function listAssets(call: FlowCall) {
  const { flow, origin } = call;
  return pageOf(flow.json === null ? [] : [flow], call, ({ fileKey }) => ({
    name: 'flow.json',
    asset_type: 'FLOW_JSON',
    download_url: `${origin}/sandbox-files/${fileKey}/flow.json`,
  }));
}

/** `POST /{flow}/assets`: a form with the file attached. */
export function uploadAsset({ flow, parameters }: FlowCall) {
  const file = parameters.get('file');
  if (!Buffer.isBuffer(file) || file.length === 0) throw missingParameter('file');
  if (requiredText(parameters, 'name') !== 'flow.json') {
    throw invalidParameter('Param name must be flow.json.');
  }
  if (requiredText(parameters, 'asset_type') !== 'FLOW_JSON') {
    throw invalidParameter('Param asset_type must be one of {FLOW_JSON}.');
  }
  if (file.length > largestFile) {
    throw explained(100, 'File is too large', 'A Flow JSON has at most 10 MB.');
  }
  // New screens take a published flow back to a draft, to be published again.
  if (flow.status === 'PUBLISHED') flow.status = 'DRAFT';
  refuseUnlessDraft(flow);
  const json = file.toString();
  Object.assign(flow, { json, facts: checkFlowJson(json), fileKey: newSecret() });
  return { success: true, validation_errors: flow.facts.errors };
}

/** The file that a download link leads to. Like Meta's, the link needs no token, and dies with its file. */
export function findFile({ wabas }: State, path: string): string | null {
  const key = downloadPath.exec(path)?.[1];
  if (!key) return null;
  return wabas.flatMap(({ flows }) => flows).find(({ fileKey }) => fileKey === key)?.json ?? null;
}
