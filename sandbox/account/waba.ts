/** A WhatsApp Business Account, and what its app hears of it. */

import { type FieldTable, showNode } from '../answer/node-fields.ts';
import { addressOf, textOf } from '../answer/parameters.ts';
import { missingParameter } from '../answer/refusal.ts';
import { appNode, ownApp } from '../apps.ts';
import type { Call, WabaCall } from '../call.ts';
import type { Waba } from '../state.ts';
import { business } from './wabas.ts';

const wabaFields: FieldTable<Waba> = {
  type: 'WhatsAppBusinessAccount',
  defaults: ['id', 'name', 'timezone_id', 'message_template_namespace'],
  fields: {
    id: ({ id }) => id,
    name: ({ name }) => name,
    timezone_id: ({ timezone_id }) => timezone_id,
    message_template_namespace: ({ message_template_namespace }) => message_template_namespace,
    currency: ({ currency }) => currency,
    country: ({ country }) => country,
    status: () => 'ACTIVE',
    account_review_status: () => 'APPROVED',
    business_verification_status: () => 'verified',
    ownership_type: () => 'SELF',
    creation_time: () => 1_680_912_000,
    is_enabled_for_insights: () => true,
    primary_business_location: () => null,
    purchase_order_number: () => null,
    owner_business_info: () => business,
    on_behalf_of_business_info: () => ({ ...business, status: 'APPROVED', type: 'SELF' }),
    whatsapp_business_manager_messaging_limit: () => 'TIER_2K',
    health_status: ({ id }) => {
      const entity = { entity_type: 'WABA', id, can_send_message: 'AVAILABLE' };
      return { can_send_message: 'AVAILABLE', entities: [entity] };
    },
  },
};

const businessFields: FieldTable<typeof business> = {
  type: 'Business',
  defaults: ['id', 'name'],
  fields: { id: ({ id }) => id, name: ({ name }) => name },
};

/** `GET /{waba}` */
export function readWaba(call: WabaCall) {
  return showNode(wabaFields, call.waba, call);
}

/** The account as its flows show it. */
export function wabaOf({ id, name, timezone_id, message_template_namespace, currency }: Waba) {
  return { id, name, currency, timezone_id, message_template_namespace };
}

/** `GET /{business}` */
export function readBusiness(call: Call) {
  return showNode(businessFields, business, call);
}

/** `GET /{waba}/subscribed_apps` */
export function listSubscribedApps({ waba: { subscription }, script }: WabaCall) {
  if (!subscription) return { data: [] };
  const { callbackUri } = subscription;
  const override = callbackUri ? { override_callback_uri: callbackUri } : {};
  return { data: [{ whatsapp_business_api_data: appNode(script.app ?? ownApp), ...override }] };
}

/** `POST /{waba}/subscribed_apps` */
export function subscribeApp({ waba, parameters }: WabaCall) {
  const callbackUri = addressOf(parameters, 'override_callback_uri');
  if (callbackUri && !textOf(parameters, 'verify_token')) throw missingParameter('verify_token');
  waba.subscription = { callbackUri };
  return { success: true };
}

/** `DELETE /{waba}/subscribed_apps` */
export function unsubscribeApp({ waba }: WabaCall) {
  waba.subscription = null;
  return { success: true };
}
