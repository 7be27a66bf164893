/** What a call may say of a flow. */
import { listOf, type Parameters } from '../answer/parameters.ts';
import { explained, invalidParameter } from '../answer/refusal.ts';
import type { Flow, Waba } from '../state.ts';

const categories = [
  'SIGN_UP',
  'SIGN_IN',
  'APPOINTMENT_BOOKING',
  'LEAD_GENERATION',
  'CONTACT_US',
  'CUSTOMER_SUPPORT',
  'SURVEY',
  'SHOPPING',
  'OTHER',
];

/** The categories that a call names; null for none. */
export function categoriesOf(parameters: Parameters): string[] | null {
  const named = listOf(parameters, 'categories');
  const wrong = named?.findIndex((category) => !categories.includes(category)) ?? -1;
  if (wrong !== -1)
    throw invalidParameter(`Param categories[${wrong}] must be one of {${categories.join(', ')}}.`);
  return named && named.length > 0 ? named : null;
}

/** @throws Refusal for a name that another flow of the account has */
export function refuseTakenName({ flows }: Waba, name: string, own?: Flow): void {
  if (flows.some((flow) => flow.name === name && flow !== own)) {
    throw explained(100, 'Flow name is not unique', 'Another flow of this account has this name.', 4016019);
  }
}
