/** The first person in: a one-time code, printed where only the operator sees it, opens /setup. */
import { database } from '../../db.ts';
import { Problem } from '../../errors.ts';
import { addressGuesses, countTry, setupGuesses } from '../limits.ts';
import { normaliseCode, randomCode, sha256 } from '../random.ts';
import type { SetupInput } from '../sign-in/schema.ts';
import { anyPersonExists, createFirstPerson } from './person-store.ts';

/** Makes one more code that opens /setup; every instance that starts prints its own. */
export async function issueSetupCode(): Promise<string> {
  const code = randomCode();
  await database().setupCode.create({ data: { codeHash: sha256(normaliseCode(code)) } });
  return code;
}

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
  const codeHash = sha256(normaliseCode(input.code));
  if (!(await database().setupCode.findUnique({ where: { codeHash } }))) {
    await countTry(setupGuesses, 'all', 'wrong codes');
    await countTry(addressGuesses, request.address ?? 'unknown', 'wrong codes');
    const message =
      'This is not a code of this Flowkeep. It is printed in the terminal in which Flowkeep was started.';
    throw new Problem('setup_code_wrong', message, {
      errors: [{ field: 'code', code: 'setup_code_wrong', message }],
    });
  }
  const caller = { actor: { kind: 'anonymous' as const, id: null, name: input.name }, ...request };
  const id = await createFirstPerson(caller, input, 'setup');
  if (id === null) throw new Problem('already_set_up', 'Flowkeep has been set up already. Sign in instead.');
  return { id };
}
