/** What the templates of the WhatsApp Flows connector share: Meta's pages, and calls that people write themselves. */
import { z } from 'zod';
import { FormScan } from '../parameter/form-scan.ts';
import type { JsonReader } from '../parameter/json-scan.ts';
import { demandNameForm, filedName, refusedBecause } from '../parameter/names.ts';
import { Unreadable } from '../parameter/unreadable.ts';
import { json, missingError, secretError, withoutSecret } from './parameters.ts';

const documentation = 'https://developers.facebook.com/documentation/business-messaging/whatsapp';
const reference = 'https://developers.facebook.com/docs';

/** Addresses as of autumn 2026. */
export const metaDocs = {
  flows: `${documentation}/flows/guides/flowsapi`,
  metrics: `${documentation}/flows/reference/metrics_api`,
  sendingFlows: `${documentation}/flows/guides/sendingaflow`,
  templateMessages: `${reference}/whatsapp/cloud-api/guides/send-message-templates`,
  encryption: `${reference}/whatsapp/cloud-api/reference/whatsapp-business-encryption`,
  waba: `${reference}/graph-api/reference/whats-app-business-account/`,
  phoneNumbers: `${reference}/graph-api/reference/whats-app-business-account/phone_numbers/`,
  messageTemplates: `${reference}/graph-api/reference/whats-app-business-account/message_templates/`,
  subscribedApps: `${reference}/graph-api/reference/whats-app-business-account/subscribed_apps/`,
  graph: `${reference}/graph-api/overview`,
} as const;

const pathError =
  'Write the path below the version, such as /104996122399160/flows: letters, digits, underscores and slashes.';
const versionError = 'Leave the version out: it is the one of the credential.';
const queryError = 'Write the query as in fields=id,name&limit=10, percent-encoded and without a token.';
/** Refuses by name what no call may have: where calls are made it is refused too; here, so that none is stored. */
const refusingNames = {
  name(name: string): boolean {
    const why = refusedBecause(name);
    if (why) throw new Unreadable(`Flowkeep does not send or keep the parameter ${filedName(name)}. ${why}`);
    demandNameForm(name);
    return false;
  },
  value: () => undefined,
} satisfies JsonReader;

/** What is wrong with the names of a query; null where nothing is. */
function queryFault(query: string): string | null {
  try {
    const scan = new FormScan(refusingNames);
    scan.push(query);
    scan.end();
    return null;
  } catch (error) {
    if (error instanceof Unreadable) return error.message;
    throw error;
  }
}

/** The path of a call; what of it Flowkeep refuses to carry is decided where calls are made. */
export const manualPath = () => ({
  label: 'Path',
  help: 'Below the version, which is the one of the credential.',
  control: { kind: 'text' as const, placeholder: '/104996122399160/flows' },
  schema: z
    .string({ error: missingError })
    .trim()
    .max(500, { error: 'At most 500 characters.' })
    .transform((typed) => (typed.startsWith('/') ? typed : `/${typed}`))
    .pipe(
      z
        .string()
        .regex(/^(?:\/(?!\.+(?:\/|$))[A-Za-z0-9_.-]+)+$/, { error: pathError })
        .refine((path) => !/^\/v[0-9]/i.test(path), { error: versionError })
        .refine(withoutSecret, { error: secretError }),
    ),
});

export const manualQuery = () => ({
  label: 'Query',
  help: 'Without the question mark. Meta answers with fewer fields if you name none.',
  control: { kind: 'text' as const, placeholder: 'fields=id,name' },
  schema: z
    .string()
    .trim()
    .max(2000, { error: 'At most 2000 characters.' })
    .regex(/^[!$-~]*$/, { error: queryError })
    .refine((typed) => !/[#\\?]/.test(typed), { error: queryError })
    .superRefine((typed, context) => {
      const message = queryFault(typed);
      if (message) context.addIssue({ code: 'custom', message, continue: false });
    })
    .refine(withoutSecret, { error: secretError })
    .optional(),
});

export const manualBody = () => json('Body', 'A JSON object.', 1_000_000, '{ }', refusingNames);
