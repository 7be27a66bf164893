/** The first person in: from the environment, or by a one-time code that only this terminal shows. */
import { anyPersonExists, createFirstPerson } from '../lib/access/people/person-store.ts';
import { issueSetupCode, type SetupCode } from '../lib/access/people/setup-code.ts';
import { emailSchema } from '../lib/access/sign-in/schema.ts';
import type { Environment } from '../lib/env.ts';

/** @returns the code that opens /setup, or null when somebody has an account (already, or made just now). */
export async function letFirstPersonIn(env: Environment): Promise<SetupCode | null> {
  if (await anyPersonExists()) return null;
  if (!env.admin) return issueSetupCode();
  const email = emailSchema.parse(env.admin.email);
  const caller = {
    actor: { kind: 'operator' as const, id: null, name: 'environment' },
    requestId: null,
    address: null,
  };
  const name = email.split('@')[0] ?? email;
  await createFirstPerson(caller, { email, name, password: env.admin.password }, 'environment');
  return null;
}
