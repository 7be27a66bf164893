/** Who gets a message: a phone number in `to`, or a business-scoped id in `recipient`. */
import { businessScopedId } from '../../lib/parameter/business-scoped-id.ts';
import { type Parameters, textOf } from '../answer/parameters.ts';
import { messageRefused, missingParameter } from '../answer/refusal.ts';

/** @throws Refusal for a number that is none */
function byNumber(input: string): { input: string; wa_id: string } {
  // Meta cuts the country off a business-scoped id in `to`, takes the rest for a number, and sends nothing to nobody.
  if (businessScopedId.test(input)) return { input, wa_id: input.slice(3) };
  const number = input.replace(/[\s()+-]/g, '');
  if (/^[1-9][0-9]{6,14}$/.test(number)) return { input, wa_id: number };
  throw messageRefused(131009, 'Parameter value is not valid', 'The parameter to is no phone number.');
}

/** The contact of a message; where both are given, `to` wins. @throws Refusal for neither, or for what names nobody */
export function contactOf(parameters: Parameters): { input: string; wa_id?: string; user_id?: string } {
  const to = textOf(parameters, 'to');
  if (to !== null) return byNumber(to);
  const recipient = textOf(parameters, 'recipient');
  if (recipient === null) throw missingParameter('to');
  if (businessScopedId.test(recipient)) return { input: recipient, user_id: recipient };
  const details = 'The parameter recipient is no business-scoped user id.';
  throw messageRefused(131009, 'Parameter value is not valid', details);
}
