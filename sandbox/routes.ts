/** The calls that the sandbox answers, one row each. */

import { inspectToken, readMe } from './account/me.ts';
import { sendMessage } from './account/messages.ts';
import { listPhones, readKey, readPhone, registerPhone, setKey } from './account/phones.ts';
import { listSubscribedApps, readBusiness, readWaba, subscribeApp, unsubscribeApp } from './account/waba.ts';
import type { Call, FlowCall, PhoneCall, TemplateCall, WabaCall } from './call.ts';
import { readFlow } from './flow/flow.ts';
import { listAssets, uploadAsset } from './flow/flow-assets.ts';
import { deleteFlow, deprecateFlow, publishFlow, updateFlow } from './flow/flow-changes.ts';
import { migrateFlows } from './flow/flow-migration.ts';
import { createFlow, listFlows } from './flow/flows.ts';
import { createTemplate, deleteTemplates, listTemplates, readTemplate } from './template/templates.ts';

export interface Route<C extends Call = Call> {
  method: 'GET' | 'POST' | 'DELETE';
  /** What follows the id of the object; empty for the object itself. */
  edge: string;
  answer(call: C): unknown;
  /** Meta asks for the permission to send messages too. */
  messaging?: true;
  /** It counts among messages, not among management calls. */
  countsAsMessage?: true;
}

export const tokenRoutes: readonly Route[] = [
  { method: 'GET', edge: 'me', answer: readMe },
  { method: 'GET', edge: 'debug_token', answer: inspectToken },
];

export const wabaRoutes: readonly Route<WabaCall>[] = [
  { method: 'GET', edge: '', answer: readWaba },
  { method: 'GET', edge: 'flows', answer: listFlows },
  { method: 'POST', edge: 'flows', answer: createFlow },
  { method: 'POST', edge: 'migrate_flows', answer: migrateFlows },
  { method: 'GET', edge: 'phone_numbers', answer: listPhones },
  { method: 'GET', edge: 'message_templates', answer: listTemplates },
  { method: 'POST', edge: 'message_templates', answer: createTemplate },
  { method: 'DELETE', edge: 'message_templates', answer: deleteTemplates },
  { method: 'GET', edge: 'subscribed_apps', answer: listSubscribedApps },
  { method: 'POST', edge: 'subscribed_apps', answer: subscribeApp },
  { method: 'DELETE', edge: 'subscribed_apps', answer: unsubscribeApp },
];

export const flowRoutes: readonly Route<FlowCall>[] = [
  { method: 'GET', edge: '', answer: readFlow },
  { method: 'POST', edge: '', answer: updateFlow },
  { method: 'DELETE', edge: '', answer: deleteFlow },
  { method: 'GET', edge: 'assets', answer: listAssets },
  { method: 'POST', edge: 'assets', answer: uploadAsset },
  { method: 'POST', edge: 'publish', answer: publishFlow },
  { method: 'POST', edge: 'deprecate', answer: deprecateFlow },
];

export const phoneRoutes: readonly Route<PhoneCall>[] = [
  { method: 'GET', edge: '', answer: readPhone },
  { method: 'POST', edge: 'register', answer: registerPhone, messaging: true },
  { method: 'POST', edge: 'messages', answer: sendMessage, messaging: true, countsAsMessage: true },
  { method: 'GET', edge: 'whatsapp_business_encryption', answer: readKey, messaging: true },
  { method: 'POST', edge: 'whatsapp_business_encryption', answer: setKey, messaging: true },
];

export const templateRoutes: readonly Route<TemplateCall>[] = [
  { method: 'GET', edge: '', answer: readTemplate },
];

export const businessRoutes: readonly Route[] = [{ method: 'GET', edge: '', answer: readBusiness }];
