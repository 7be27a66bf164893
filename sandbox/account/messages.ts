/** Sending messages. Nobody gets them. */
import { randomBytes } from 'node:crypto';
import { isObject } from '../../lib/graph/call/untrusted.ts';
import { idOf, objectOf, requiredText, textOf } from '../answer/parameters.ts';
import { invalidParameter, messageRefused } from '../answer/refusal.ts';
import type { PhoneCall } from '../call.ts';
import { checkFlowMessage } from '../flow/flow-message.ts';
import { checkTemplateMessage } from '../template/template-message.ts';
import { contactOf } from './recipient.ts';

const otherTypes = ['image', 'audio', 'video', 'document', 'sticker', 'location', 'contacts', 'reaction'];

function checkContent(call: PhoneCall, type: string): void {
  const content = type === 'contacts' ? {} : objectOf(call.parameters, type);
  if (!content || !call.parameters.has(type)) {
    throw messageRefused(131008, 'Required parameter is missing', `The parameter ${type} is required.`);
  }
  if (type === 'text' && typeof content.body !== 'string') {
    throw messageRefused(131008, 'Required parameter is missing', 'The parameter text.body is required.');
  }
  if (type === 'template') checkTemplateMessage(call.waba, content, call.now);
  if (type === 'interactive' && content.type === 'flow') checkFlowMessage(call.waba, content);
  if (type === 'interactive' && !isObject(content.action)) {
    throw messageRefused(
      131008,
      'Required parameter is missing',
      'The parameter interactive.action is required.',
    );
  }
}

/** A message's id, as long and as opaque as WhatsApp's. */
function messageId(recipient: string): string {
  const tail = randomBytes(10).toString('hex').toUpperCase();
  return `wamid.${Buffer.from(`\x1d\x18\x0b${recipient}\x15\x02\x00\x11\x18\x12${tail}\x00`, 'latin1').toString('base64')}`;
}

/** The account that pays for a message is named by both its names until the end of 2026. @throws Refusal for another one */
function checkMessagingAccount({ parameters, waba }: PhoneCall): void {
  for (const name of ['messaging_account_id', 'paid_messaging_account_id']) {
    const id = idOf(parameters, name);
    if (id !== null && id !== waba.id) {
      throw invalidParameter(`Param ${name} must be the Messaging account of this phone number.`);
    }
  }
}

/** `POST /{phone}/messages` */
export function sendMessage(call: PhoneCall) {
  const { parameters, phone } = call;
  if (requiredText(parameters, 'messaging_product') !== 'whatsapp') {
    throw invalidParameter('Param messaging_product must be one of {WHATSAPP}.');
  }
  // Marking a message as read goes the same way.
  if (textOf(parameters, 'status') === 'read' && textOf(parameters, 'message_id')) return { success: true };
  const contact = contactOf(parameters);
  checkMessagingAccount(call);
  const type = textOf(parameters, 'type') ?? 'text';
  if (!['text', 'template', 'interactive', ...otherTypes].includes(type)) {
    throw invalidParameter(`Param type must be one of {TEXT, TEMPLATE, INTERACTIVE, …}: ${type}.`);
  }
  if (phone.status !== 'CONNECTED') {
    throw messageRefused(133010, 'Phone number not registered', 'Register the phone number before sending.');
  }
  checkContent(call, type);
  const accepted = type === 'template' ? { message_status: 'accepted' } : {};
  return {
    messaging_product: 'whatsapp',
    contacts: [contact],
    messages: [{ id: messageId(contact.wa_id ?? contact.input), ...accepted }],
  };
}
