import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '../../../prisma/test-database.ts';
import { closeDatabase, database } from '../../db.ts';
import { completeEnvironment } from '../../env.ts';
import { anyPersonExists } from './person-store.ts';
import { setUp } from './setup.ts';
import { endsAfterMs, issueSetupCode } from './setup-code.ts';

const request = { requestId: null, address: '127.0.0.1' };
const person = (code: string, n = 0) => ({
  code,
  name: `Ada ${n}`,
  email: `ada${n}@example.com`,
  password: 'correct horse battery',
});

let drop: () => Promise<void>;

beforeAll(async () => {
  const created = await createTestDatabase();
  drop = created.drop;
  completeEnvironment({ DATABASE_URL: created.url });
});

afterAll(async () => {
  await closeDatabase();
  await drop();
});

test('no account exists before set-up', async () => {
  expect(await anyPersonExists()).toBe(false);
});

test('a wrong code makes nobody an admin, names the field, and is counted', async () => {
  await issueSetupCode();
  await expect(setUp(person('AAAA-BBBB-CCCC-DDDD'), request)).rejects.toMatchObject({
    code: 'setup_code_wrong',
    options: { errors: [{ field: 'code' }] },
  });
  expect(await anyPersonExists()).toBe(false);
  const counted = await database().rateLimit.findMany();
  expect(counted.map(({ key }) => key.split(':')[0]).sort()).toEqual(['address', 'setup']);
});

test('a code ends with its process: at once when that is stopped', async () => {
  const { code, end } = await issueSetupCode();
  await end();
  await expect(setUp(person(code), request)).rejects.toMatchObject({ code: 'setup_code_wrong' });
});

test('a code ends with its process: a moment later when that is killed', async () => {
  const killed = await issueSetupCode();
  const living = await issueSetupCode();
  const pass = () => database().$executeRaw`
    UPDATE setup_code SET ends_at = ends_at - ${endsAfterMs} * interval '1 ms'`;
  await pass();
  await expect(setUp(person(killed.code), request)).rejects.toMatchObject({ code: 'setup_code_wrong' });
  // Both processes of this test live: what they say counts again.
  await expect
    .poll(async () => (await database().setupCode.count({ where: { endsAt: { gt: new Date() } } })) >= 2, {
      timeout: 10_000,
    })
    .toBe(true);
  await Promise.all([killed.end(), living.end()]);
});

test('of many who hold a code at the same moment, one becomes the first admin; codes end with that', async () => {
  const codes = await Promise.all(Array.from({ length: 8 }, issueSetupCode));
  // People type codes in small letters and with spaces.
  const typed = codes.map(({ code }) => code.toLowerCase().replaceAll('-', ' '));
  const results = await Promise.allSettled(typed.map((code, n) => setUp(person(code, n), request)));
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const result of results) {
    if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'already_set_up' });
  }
  expect(await database().person.count()).toBe(1);
  expect(await database().setupCode.count()).toBe(0);
  expect(await database().auditEvent.count({ where: { action: 'person.created' } })).toBe(1);
});

test('passwords are stored as argon2id', async () => {
  const row = await database().person.findFirstOrThrow({ select: { passwordHash: true } });
  expect(row.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});
