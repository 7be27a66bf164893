import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { apiKeyInputSchema } from '../../lib/access/keys/api-key-schema.ts';
import { acceptanceSchema, invitationInputSchema } from '../../lib/access/people/member-schema.ts';
import { accountBounds, setupSchema, signInSchema } from '../../lib/access/sign-in/schema.ts';
import { credentialBounds, credentialInputSchema } from '../../lib/credential/schema.ts';
import { reasonOf } from '../../lib/errors.ts';
import { words } from '../../lib/words/words.ts';
import { failureWords, fieldWords, problemWords } from './failure-words.ts';

const t = words('problem');

describe('a problem is told by its code', () => {
  test.each([
    ['last_admin', null, 'This is the only active admin. Make somebody else an admin first.'],
    ['too_many_requests', 1, 'Too many requests. Try again in 1 second.'],
    ['too_many_requests', 40, 'Too many requests. Try again in 40 seconds.'],
    ['too_many_requests', 90, 'Too many requests. Try again in 2 minutes.'],
    ['internal', null, 'Something failed in Flowkeep. An operator finds it in the log as 0199.'],
    ['of_a_later_version', null, 'Flowkeep refused this as of_a_later_version.'],
  ])('%s, %s', (code, retryAfter, sentence) => {
    expect(problemWords(t, { code, requestId: '0199' }, retryAfter)).toBe(sentence);
  });

  test('whatever its detail says, and a lost answer too', () => {
    const problem = { type: 'x', title: 'x', status: 403, code: 'forbidden', detail: 'x' };
    const told = failureWords(t, { kind: 'problem', problem, retryAfter: null });
    expect(told).toBe('Your role does not allow this. Ask an admin of this Flowkeep.');
    expect(failureWords(t, { kind: 'lost' })).toContain('did not answer');
  });
});

const long = 'x'.repeat(300);
const account = { email: 'a@example.com', password: 'twelve letters', name: 'Ada', code: 'x'.repeat(43) };
const names = ['', long, 'a\ud800', 'a\u202eb', `EAA${'x'.repeat(30)}`, '\u0301', 'a@b'];
const emails = ['', 'nobody', `${long}@example.com`];

const rowsOf = (form: string, schema: z.ZodType, field: string, values: unknown[], rest: object) =>
  values.map((value) => ({ form, schema, field, input: { ...rest, [field]: value } }));
const { email, password } = account;
const key = { name: 'import', scopes: ['use'] };
const credential = {
  connector: 'whatsapp-flows',
  name: 'Flows',
  accessToken: `EAA${'x'.repeat(120)}`,
  wabaId: '104996122399160',
};
const texts = ['x'.repeat(1001), ...names.slice(2, 5)];
const tokens = [
  ...[undefined, '', '****', 'Bearer EAAG', 'EAA G', 'fk_key', 'a'.repeat(32), '123456', '123456|secret'],
  ...['EAAG!', 'EAAG', 'x'.repeat(4097)],
];
const bounds = { ...accountBounds, ...credentialBounds };
const rows = [
  ...rowsOf('signIn', signInSchema, 'email', emails, { password }),
  ...rowsOf('signIn', signInSchema, 'password', ['', long], { email }),
  ...rowsOf('setup', setupSchema, 'name', names, account),
  ...rowsOf('setup', setupSchema, 'email', emails, account),
  ...rowsOf('setup', setupSchema, 'password', ['short', long], account),
  ...rowsOf('setup', setupSchema, 'code', ['', long], account),
  ...rowsOf('join', acceptanceSchema, 'name', names, { code: account.code, password }),
  ...rowsOf('join', acceptanceSchema, 'password', ['short', long], { code: account.code, name: 'Ada' }),
  ...rowsOf('join', acceptanceSchema, 'code', ['', 'part'], { name: 'Ada', password }),
  ...rowsOf('invite', invitationInputSchema, 'email', emails, { role: 'member' }),
  ...rowsOf('key', apiKeyInputSchema, 'name', names.slice(0, -1), key),
  ...rowsOf('key', apiKeyInputSchema, 'scopes', [[]], key),
  ...rowsOf('credential', credentialInputSchema, 'name', names.slice(0, -1), credential),
  ...rowsOf('credential', credentialInputSchema, 'description', texts, credential),
  ...rowsOf('credential', credentialInputSchema, 'accessToken', tokens, credential),
  ...rowsOf('credential', credentialInputSchema, 'wabaId', [undefined, '', '12x', '012345'], credential),
  ...rowsOf('credential', credentialInputSchema, 'apiVersion', [26, 'x'], credential),
  ...rowsOf('credential', credentialInputSchema, 'appSecret', [1, 'x'], credential),
];

describe('a field that is not right is told by its reason', () => {
  test.each(rows)('$form $field of $input', ({ form, schema, field, input }) => {
    const issue = schema.safeParse(input).error?.issues.find(({ path }) => path[0] === field);
    expect(issue).toBeDefined();
    const code = issue ? reasonOf(issue) : '';
    // In English, a form says what the API says.
    expect(fieldWords(t, form, { field, code }, bounds)).toBe(issue?.message);
  });

  test('also where only the server finds out', () => {
    const taken = { field: 'email', code: 'email_taken' };
    expect(fieldWords(t, 'invite', taken, { email: 'a@example.com' })).toBe(
      'a@example.com has an account already.',
    );
    expect(fieldWords(t, 'setup', { field: 'code', code: 'setup_code_wrong' })).toMatch(
      /^This is not a code/,
    );
  });

  test('and named where this version has no words', () => {
    expect(fieldWords(t, 'key', { field: 'expiresAt', code: 'odd' })).toBe('This is not right (odd).');
  });
});
