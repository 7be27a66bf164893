import { expect, test } from 'vitest';
import { apiKeyInputSchema } from '../keys/api-key-schema.ts';
import { acceptanceSchema } from '../people/member-schema.ts';
import { setupSchema } from './schema.ts';

const account = { email: 'ada@example.com', password: 'twelve letters' };
/** Every name that people give to people and keys; each is shown to others. */
const named = {
  'a key': (name: string) => apiKeyInputSchema.safeParse({ name, scopes: ['use'] }),
  'the first admin': (name: string) => setupSchema.safeParse({ ...account, code: 'x', name }),
  'who was invited': (name: string) =>
    acceptanceSchema.safeParse({ password: account.password, code: 'x'.repeat(43), name }),
};

test.each(Object.entries(named))('the name of %s is no place for a secret', (_whom, parse) => {
  expect(parse('Ada Lovelace').success).toBe(true);
  for (const name of [
    `fk_${'notakey_'.repeat(5)}abc`,
    `EAA${'NotARealToken'.repeat(4)}`,
    '-----BEGIN PRIVATE KEY-----',
    'access_token=opaque',
  ]) {
    const issues = parse(name).error?.issues ?? [];
    expect(issues.map(({ path }) => path)).toEqual([['name']]);
    expect(JSON.stringify(issues)).not.toMatch(/notakey|NotAReal|BEGIN|opaque/);
  }
});
