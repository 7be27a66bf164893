/** One flow, read: its fields. */

import { wabaOf } from '../account/waba.ts';
import type { Field } from '../answer/fields.ts';
import { type FieldTable, graphTime, showNode } from '../answer/node-fields.ts';
import { invalidParameter } from '../answer/refusal.ts';
import { appNode, ownApp } from '../apps.ts';
import type { Call, FlowCall } from '../call.ts';
import { type Flow, newSecret } from '../state.ts';
import { healthOf } from './flow-health.ts';
import { metricOf } from './flow-metrics.ts';

const previewSeconds = 30 * 86_400;

/** A link to a page that anyone can open, the same until it expires or is invalidated. */
function previewOf(flow: Flow, call: Call, { args }: Field) {
  const { invalidate = 'false' } = args;
  if (!/^(?:true|false)$/.test(invalidate)) throw invalidParameter('Param invalidate must be a boolean.');
  if (!flow.preview || flow.preview.expiresAt <= call.now || invalidate === 'true') {
    flow.preview = { secret: newSecret(), expiresAt: call.now + previewSeconds };
  }
  const { secret, expiresAt } = flow.preview;
  return {
    preview_url: `https://business.facebook.com/wa/manage/flows/${flow.id}/preview/?token=${secret}`,
    expires_at: graphTime(expiresAt),
  };
}

function applicationOf({ applicationId }: Flow, { script }: Call) {
  const app = script.app ?? ownApp;
  return appNode(applicationId === null ? app : { id: applicationId, name: `App ${applicationId}` });
}

export const flowFields: FieldTable<Flow, FlowCall> = {
  // So Meta calls a flow inside.
  type: 'WhatsAppExtension',
  defaults: ['id', 'name', 'status', 'categories', 'validation_errors'],
  fields: {
    id: ({ id }) => id,
    name: ({ name }) => name,
    status: ({ status }) => status,
    categories: ({ categories }) => categories,
    validation_errors: ({ facts }) => facts.errors,
    json_version: ({ facts }) => facts.version,
    data_api_version: ({ facts }) => facts.dataApiVersion,
    endpoint_uri: ({ endpointUri }) => endpointUri,
    data_channel_uri: ({ endpointUri }) => endpointUri,
    preview: previewOf,
    whatsapp_business_account: (_flow, { waba }) => wabaOf(waba),
    application: applicationOf,
    health_status: healthOf,
    metric: metricOf,
  },
};

/** `GET /{flow}` */
export function readFlow(call: FlowCall) {
  return showNode(flowFields, call.flow, call);
}
