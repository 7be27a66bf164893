/** The phone numbers of an account, and the keys with which flows reach an endpoint. */
import { createPublicKey } from 'node:crypto';
import { parseFields } from '../answer/fields.ts';
import { type FieldTable, showNode } from '../answer/node-fields.ts';
import { pageOf } from '../answer/paging.ts';
import { requiredText } from '../answer/parameters.ts';
import { invalidParameter } from '../answer/refusal.ts';
import type { PhoneCall, WabaCall } from '../call.ts';
import type { Phone } from '../state.ts';

const phoneFields: FieldTable<Phone> = {
  type: 'WhatsAppBusinessPhoneNumber',
  defaults: ['verified_name', 'code_verification_status', 'display_phone_number', 'quality_rating', 'id'],
  fields: {
    id: ({ id }) => id,
    verified_name: ({ verified_name }) => verified_name,
    display_phone_number: ({ display_phone_number }) => display_phone_number,
    quality_rating: ({ quality_rating }) => quality_rating,
    status: ({ status }) => status,
    code_verification_status: ({ status }) => (status === 'CONNECTED' ? 'VERIFIED' : 'NOT_VERIFIED'),
    is_official_business_account: () => false,
    is_pin_enabled: ({ status }) => status === 'CONNECTED',
    account_mode: () => 'LIVE',
    name_status: () => 'APPROVED',
    new_name_status: () => 'NONE',
    certificate: () => null,
    platform_type: () => 'CLOUD_API',
    throughput: () => ({ level: 'STANDARD' }),
    messaging_limit_tier: () => 'TIER_2K',
    search_visibility: () => 'NON_VISIBLE',
    eligibility_for_api_business_global_search: () => 'NON_ELIGIBLE_UNDEFINED_COUNTRY',
  },
};

/** `GET /{waba}/phone_numbers` */
export function listPhones(call: WabaCall) {
  const chosen = parseFields(call.query.get('fields'));
  return pageOf(call.waba.phones, call, (phone) => showNode(phoneFields, phone, call, chosen));
}

/** `GET /{phone}` */
export function readPhone(call: PhoneCall) {
  return showNode(phoneFields, call.phone, call);
}

/** `POST /{phone}/register` */
export function registerPhone({ phone, parameters }: PhoneCall) {
  if (requiredText(parameters, 'messaging_product') !== 'whatsapp') {
    throw invalidParameter('Param messaging_product must be one of {WHATSAPP}.');
  }
  if (!/^[0-9]{6}$/.test(requiredText(parameters, 'pin'))) {
    throw invalidParameter('Param pin must be 6 digits long.');
  }
  phone.status = 'CONNECTED';
  // A number that is registered anew no longer vouches for the key that was set before.
  if (phone.key) phone.key.status = 'MISMATCH';
  return { success: true };
}

function isRsaKey(pem: string): boolean {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPublicKey(pem);
    return asymmetricKeyType === 'rsa' && asymmetricKeyDetails?.modulusLength === 2048;
  } catch {
    return false;
  }
}

/** `GET /{phone}/whatsapp_business_encryption` */
export function readKey({ phone: { key } }: PhoneCall) {
  if (!key) return { data: [] };
  return {
    data: [{ business_public_key: key.pem, business_public_key_signature_status: key.status }],
  };
}

/** `POST /{phone}/whatsapp_business_encryption` */
export function setKey({ phone, parameters }: PhoneCall) {
  const pem = requiredText(parameters, 'business_public_key');
  if (!pem.startsWith('-----BEGIN PUBLIC KEY-----') || !isRsaKey(pem)) {
    throw invalidParameter('Param business_public_key must be a 2048-bit RSA public key in PEM format.');
  }
  phone.key = { pem, status: 'VALID' };
  return { success: true };
}
