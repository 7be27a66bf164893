import { describe, expect, test } from 'vitest';
import { lend } from '../call/lent-secret-testing.ts';
import { data, flows, inspect, refuse, scopes, seconds, waba } from './inspection-testing.ts';

// Errors whose usual meaning is not true here, by what else Meta says. All answers are synthetic.

const lacks = /lacks/;
const unreachable = refuse(100, { error_subcode: 33 });
const untold = refuse(100, {}, 400);

describe('a permission that is called missing', () => {
  test.each([3, 10, 200, 299, 131005])(
    'with code %i, though Meta lists both: the account is what it may not',
    async (code) => {
      const { report, steps } = await inspect({ waba: refuse(code), flows: refuse(code) });
      expect(report).toMatchObject({ verdict: 'refused', code: 'permission_missing', field: 'wabaId' });
      expect(report.message).toMatch(
        /^The token has both permissions, but Meta does not let it at this account\./,
      );
      expect(report.message).toMatch(/an admin in Meta Business settings can give/);
      expect(report.message).not.toMatch(lacks);
      expect(steps.permissions).toMatchObject({ outcome: 'done', message: 'Both permissions are there.' });
      expect(steps.waba).toMatchObject({ outcome: 'failed', message: report.message });
      expect(steps.flows?.outcome).toBe('not_run');
    },
  );

  test.each(['waba', 'flows', 'details'] as const)('is told the same when %s comes last', async (last) => {
    const replies = { waba: refuse(200), flows: refuse(200), details: data() };
    const { report, steps, heard } = await inspect({
      ...replies,
      [last]: { ...replies[last], delayMs: 60 },
    });
    expect(report.message).toMatch(/^The token has both permissions/);
    expect(steps.permissions?.outcome).toBe('done');
    for (const step of heard) expect(step.message).not.toMatch(lacks);
  });

  test('though Meta lists the one that is needed', async () => {
    const details = data({ scopes: scopes.slice(0, 1) });
    const { report, steps } = await inspect({ waba: refuse(200), flows: refuse(200), details });
    expect(report.message).toMatch(/^The token has the permission whatsapp_business_management, but/);
    expect(steps.permissions).toMatchObject({ outcome: 'warning', code: 'messaging_permission_missing' });
  });

  test('for the flows of an account that Meta shows', async () => {
    const { report, steps } = await inspect({ flows: refuse(200) });
    expect(report.message).toMatch(/^The token has both permissions, and Meta shows it this account, but/);
    expect(steps.waba?.outcome).toBe('done');
    expect(steps.flows).toMatchObject({ outcome: 'failed', message: report.message });
  });

  test('for the flows of an account that Meta shows, while it keeps its list to itself', async () => {
    const { report } = await inspect({ flows: refuse(200), details: untold });
    expect(report).toMatchObject({ code: 'permission_missing', field: 'accessToken' });
    expect(report.message).toMatch(/^Meta shows this account to the token, but/);
  });

  test('for a token alone, though Meta lists both', async () => {
    const { report } = await inspect({ waba: refuse(200) }, { wabaId: undefined });
    expect(report.message).toMatch(/^The token has both permissions, but Meta refuses it all the same/);
    expect(report.field).toBe('accessToken');
  });

  test.each([
    ['does not list it', data({ scopes: ['whatsapp_business_messaging'] })],
    ['lists none', data({ scopes: [] })],
    ['tells nothing', untold],
  ])('is missing where Meta %s', async (_what, details) => {
    const { report, steps } = await inspect({ waba: refuse(200), flows: refuse(200), details });
    expect(report).toMatchObject({ code: 'permission_missing', field: 'accessToken' });
    expect(report.message).toMatch(/^The token lacks the permission/);
    expect(steps.permissions?.outcome).toBe('failed');
  });
});

describe('an account that is called unknown', () => {
  test('though Meta shows it', async () => {
    const { report } = await inspect({ flows: unreachable });
    expect(report).toMatchObject({ code: 'waba_unreachable' });
    expect(report.message).toMatch(/^Meta shows this account to the token, but/);
  });

  test('though Meta lists its flows', async () => {
    const { report } = await inspect({ waba: unreachable });
    expect(report.message).toMatch(/^Meta lists the flows of this account to the token, but/);
  });

  test('by both calls is unknown', async () => {
    const { report } = await inspect({ waba: unreachable, flows: unreachable });
    expect(report.message).toMatch(/^Meta shows no WhatsApp Business Account with this ID/);
  });
});

describe('a token that Meta lists as valid', () => {
  test('and refuses as expired', async () => {
    const expired = refuse(190, { error_subcode: 463 });
    const details = data({ expires_at: seconds('2027-01-31T00:00:00Z') });
    const { report } = await inspect({ waba: expired, flows: expired, details });
    expect(report.code).toBe('token_rejected');
    expect(report.message).toMatch(
      /^Meta refuses this token as expired, yet lists it as valid until 31 Jan 2027/,
    );
  });

  test('and refuses without a reason', async () => {
    const { report } = await inspect({ waba: refuse(190), flows: refuse(190) });
    expect(report.code).toBe('token_rejected');
    expect(report.message).toMatch(/^Meta refuses this token, yet lists it as valid\./);
  });

  test('and refuses for a reason, keeps the reason', async () => {
    const changed = refuse(190, { error_subcode: 460 });
    const { report } = await inspect({ waba: changed, flows: changed });
    expect(report.message).toMatch(/^The password of the account/);
  });
});

test('a version that another call is answered with is no unknown one', async () => {
  const { report, steps } = await inspect({ waba: refuse(2635) });
  expect(report).toMatchObject({ verdict: 'refused', code: 'request_refused', field: null });
  expect(report.message).toMatch(/yet answers another one with it/);
  expect(steps.waba?.outcome).toBe('failed');
  expect(steps.version?.outcome).toBe('done');
});

describe('an App Secret', () => {
  const wanted = refuse(100, { message: 'API calls from the server require an appsecret_proof argument' });
  const wrong = refuse(100, { message: 'Invalid appsecret_proof provided in the API argument' });
  const appSecret = lend('0123456789abcdef'.repeat(2));

  test('that is asked for although it was sent', async () => {
    const { report } = await inspect({ waba: wanted, flows: wanted }, { appSecret });
    expect(report).toMatchObject({ code: 'app_secret_required', field: 'appSecret' });
    expect(report.message).toMatch(/^Meta asks for the App Secret although one was sent/);
    const without = await inspect({ waba: wanted, flows: wanted });
    expect(without.report.message).toMatch(/^The app of this token demands its App Secret/);
  });

  test('that is called wrong although none was sent', async () => {
    const { report } = await inspect({ waba: wrong, flows });
    expect(report).toMatchObject({ code: 'app_secret_required', field: 'appSecret' });
    const sent = await inspect({ waba: wrong, flows }, { appSecret });
    expect(sent.report.code).toBe('app_secret_wrong');
  });
});

test('what Meta wrote for people is kept in its own words, without secrets', async () => {
  const told = refuse(200, {
    error_user_title: 'Permissão negada',
    error_user_msg: `Peça acesso: EAADemo${'x'.repeat(30)}.`,
  });
  const { report } = await inspect({ waba: told, flows: told });
  expect(report.graphError).toMatchObject({
    userTitle: 'Permissão negada',
    userMessage: 'Peça acesso: [token].',
  });
  const { report: silent } = await inspect({ waba: refuse(200, { error_user_msg: 7 }), flows: waba });
  expect(silent.graphError).toMatchObject({ userTitle: null, userMessage: null });
});
