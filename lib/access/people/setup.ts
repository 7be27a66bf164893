/** The first person in: a one-time code, printed where only the operator sees it, opens /setup. */
import { Problem } from '../../errors.ts';
import { addressGuesses, countTry, setupGuesses } from '../limits.ts';
import type { SetupInput } from '../sign-in/schema.ts';
import { anyPersonExists, createFirstPerson } from './person-store.ts';
import { isSetupCode } from './setup-code.ts';

/**
 * Creates the first admin.
 * @throws Problem `already_set_up`, `setup_code_wrong` or `too_many_requests`
 */
export async function setUp(
  input: SetupInput,
  request: { requestId: string | null; address: string | null },
): Promise<{ id: string }> {
  if (await anyPersonExists()) {
    throw new Problem('already_set_up', 'Flowkeep has been set up already. Sign in instead.');
  }
  if (!(await isSetupCode(input.code))) {
    await countTry(setupGuesses, 'all', 'wrong codes');
    await countTry(addressGuesses, request.address ?? 'unknown', 'wrong codes');
    const message =
      'This is not a code of this Flowkeep. It is printed in the terminal in which Flowkeep was started, anew at each start.';
    throw new Problem('setup_code_wrong', message, {
      errors: [{ field: 'code', code: 'setup_code_wrong', message }],
    });
  }
  const caller = { actor: { kind: 'anonymous' as const, id: null, name: input.name }, ...request };
  const id = await createFirstPerson(caller, input, 'setup');
  if (id === null) throw new Problem('already_set_up', 'Flowkeep has been set up already. Sign in instead.');
  return { id };
}
