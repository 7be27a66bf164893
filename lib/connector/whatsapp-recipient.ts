/** To whom a message goes and which account pays for it: parameters of every endpoint template that sends one. */
import { z } from 'zod';
import { businessScopedId } from '../parameter/business-scoped-id.ts';
import { missingError, optional, plainId, rare } from './parameters.ts';

const dropped = 'in the place of a phone number, Meta takes the message and drops it without a word';

/** Their phone number. A business-scoped ID is no number, although Meta answers it like one. */
const to = () => ({
  ...optional({
    label: 'Recipient',
    help: 'The phone number that gets the message, with its country code. It must have agreed to hear from you.',
    control: { kind: 'text' as const, placeholder: '+1 555 0100' },
    schema: z
      .string({ error: missingError })
      .refine((typed) => !businessScopedId.test(typed.trim()), {
        error: `This is a business-scoped ID. Give it as recipient (Business-scoped ID): ${dropped}.`,
        abort: true,
      })
      .transform((typed) => typed.replace(/[\s().-]/g, ''))
      .pipe(
        z
          .string()
          .regex(/^\+?[1-9][0-9]{5,14}$/, { error: 'A phone number with its country code, in digits.' }),
      ),
  }),
  elsewhere: { name: 'recipient', form: businessScopedId, why: dropped },
});

const recipient = () =>
  optional({
    label: 'Business-scoped ID',
    help: 'In the place of a phone number, for somebody who keeps theirs from you: as Meta’s webhooks name them.',
    control: { kind: 'text' as const, placeholder: 'US.13491208655302741918' },
    schema: z.string({ error: missingError }).trim().regex(businessScopedId, {
      error: 'A country in two capitals, a dot, and letters and digits, such as US.13491208655302741918.',
    }),
  });

const messagingAccountId = () =>
  rare(
    plainId(
      'Messaging account ID',
      'Which account pays, where the number belongs to several; else leave it out.',
    ),
  );

export const recipientParameters = () => ({ to: to(), recipient: recipient() });
export const payingAccount = () => ({ messagingAccountId: messagingAccountId() });

interface Recipient {
  to?: string | undefined;
  recipient?: string | undefined;
  messagingAccountId?: string | undefined;
}

/** What is wrong with the recipient of a message; null where somebody is named in one way. */
export function recipientConflict({ to, recipient }: Recipient): { field: string; message: string } | null {
  if (to && recipient) {
    return { field: 'recipient', message: 'Give the phone number or the business-scoped ID, not both.' };
  }
  return to || recipient
    ? null
    : { field: 'to', message: 'Give the phone number that gets the message, or a business-scoped ID.' };
}

/** The members of a message that say who gets it and who pays. */
export function addressed({ to, recipient, messagingAccountId }: Recipient) {
  return {
    messaging_product: 'whatsapp',
    ...(messagingAccountId ? { messaging_account_id: messagingAccountId } : {}),
    recipient_type: 'individual',
    ...(to ? { to } : { recipient }),
  };
}
