/** Whether a flow can be sent, and what stands in its way. */

import { business } from '../account/wabas.ts';
import type { Field } from '../answer/fields.ts';
import { invalidParameter } from '../answer/refusal.ts';
import { ownApp } from '../apps.ts';
import type { FlowCall } from '../call.ts';
import type { Flow, Phone, Waba } from '../state.ts';

type CanSend = 'AVAILABLE' | 'LIMITED' | 'BLOCKED';

interface Entity {
  entity_type: 'FLOW' | 'WABA' | 'BUSINESS' | 'APP' | 'PHONE_NUMBER';
  id: string;
  can_send_message: CanSend;
  errors?: object[];
  additional_info?: string[];
}

/** Whether a flow asks an endpoint that it has no address of. */
export function lacksEndpoint({ facts, endpointUri }: Flow): boolean {
  return facts.dataApiVersion !== null && endpointUri === null;
}

function flowEntity(flow: Flow): Entity {
  const { id, status } = flow;
  const errors = lacksEndpoint(flow)
    ? [
        {
          error_code: 131000,
          error_description:
            'endpoint_uri: The flow has no endpoint URI, so it can be neither sent nor published.',
          possible_solution: 'Set the endpoint URI of the flow.',
        },
      ]
    : [];
  const blocked = errors.length > 0 || status === 'BLOCKED';
  const limited = status === 'THROTTLED' ? 'LIMITED' : 'AVAILABLE';
  return {
    entity_type: 'FLOW',
    id,
    can_send_message: blocked ? 'BLOCKED' : limited,
    ...(errors.length > 0 ? { errors } : {}),
  };
}

function appEntity(id: string, { subscription }: Waba): Entity {
  if (subscription) return { entity_type: 'APP', id, can_send_message: 'AVAILABLE' };
  const note = 'The app is not subscribed to webhooks of messages, so it hears of none.';
  return { entity_type: 'APP', id, can_send_message: 'LIMITED', additional_info: [note] };
}

function phoneEntity({ id, status }: Phone): Entity {
  return {
    entity_type: 'PHONE_NUMBER',
    id,
    can_send_message: status === 'CONNECTED' ? 'AVAILABLE' : 'BLOCKED',
  };
}

/** The field `health_status`, with the phone number that it names. */
export function healthOf(flow: Flow, { waba, script }: FlowCall, { args }: Field) {
  const asked = args.phone_number;
  const phone = waba.phones.find(({ id }) => id === asked);
  if (asked !== undefined && !phone) {
    throw invalidParameter(`The phone number ${asked} does not belong to the account of this flow.`);
  }
  const entities: Entity[] = [
    ...(phone ? [phoneEntity(phone)] : []),
    flowEntity(flow),
    { entity_type: 'WABA', id: waba.id, can_send_message: 'AVAILABLE' },
    { entity_type: 'BUSINESS', id: business.id, can_send_message: 'AVAILABLE' },
    appEntity(flow.applicationId ?? script.app?.id ?? ownApp.id, waba),
  ];
  const states = entities.map(({ can_send_message }) => can_send_message);
  const worst = (['BLOCKED', 'LIMITED'] as const).find((state) => states.includes(state));
  return { can_send_message: worst ?? 'AVAILABLE', entities };
}
