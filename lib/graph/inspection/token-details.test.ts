import { describe, expect, test } from 'vitest';
import { data, inspect, now, refuse, scopes, seconds, waba } from './inspection-testing.ts';

// All answers are synthetic, put together from Graph's shapes.

describe('debug_token only adds', () => {
  test.each([
    ['cannot look', refuse(100), 'token_details_unknown', 'warning'],
    ['may not look', refuse(10), 'token_details_unknown', 'warning'],
    ['has a fault', refuse(2), 'graph_error', 'not_run'],
    ['talks nonsense', { body: { data: [] } }, 'graph_nonsense', 'not_run'],
    ['does not say whether the token is valid', data({ is_valid: 'yes' }), 'graph_nonsense', 'not_run'],
    ['is limited', refuse(4), 'graph_limited', 'not_run'],
    ['comes too late', { ...data(), delayMs: 1500 }, 'graph_timeout', 'not_run'],
  ])('and nothing is lost where it %s', async (_case, details, code, outcome) => {
    const { report, steps } = await inspect({ details });
    expect(report).toMatchObject({ verdict: 'usable', code: 'ok', token: { kind: 'unknown', scopes: null } });
    expect(steps.kind).toMatchObject({ code, outcome });
    expect(steps.permissions).toMatchObject({ code, outcome });
  });

  test.each([
    ['first', { waba: { ...waba, delayMs: 50 } }, {}],
    ['last', {}, { delayMs: 50 }],
    ['without a reason', {}, { body: { data: { is_valid: false, scopes: [] } } }],
  ])('but it calls a token dead, %s, that the WABA answers: undecided', async (_when, replies, more) => {
    const details = data({ is_valid: false, error: { code: 190, subcode: 463, message: 'Expired' } });
    const { report, steps } = await inspect({ details: { ...details, ...more }, ...replies });
    expect(report).toMatchObject({ verdict: 'undecided', code: 'graph_nonsense', field: null });
    expect(report.message).toContain('yet calls it no longer valid');
    expect(steps.waba?.outcome).toBe('done');
    expect(steps.kind).toMatchObject({ outcome: 'not_run', code: 'graph_nonsense' });
    expect(steps.kind?.message).toContain('yet answers to it');
  });

  test('a fault of Graph’s own weighs more than what it calls dead, and nothing says that it answers', async () => {
    const details = data({ is_valid: false });
    const { report, steps } = await inspect({ details, waba: refuse(2), flows: refuse(4) });
    expect(report).toMatchObject({ verdict: 'undecided', code: 'graph_limited' });
    expect(steps.kind?.message).toBe(
      'System-user token. Meta says that it is no longer valid. Replace it soon.',
    );
  });

  test('it names an end in the past that the WABA does not mind: usable, with a warning', async () => {
    const { report, steps } = await inspect({
      details: data({ expires_at: seconds('2026-11-20T00:00:00Z') }),
    });
    expect(report.verdict).toBe('usable');
    expect(steps.kind?.message).toContain('ended on 20 Nov 2026, yet still answers');
  });

  test('it does not refuse while the WABA cannot be asked', async () => {
    const details = data({ is_valid: false, error: { code: 190, subcode: 463, message: 'Expired' } });
    const { report } = await inspect({ details, waba: refuse(2), flows: refuse(2) });
    expect(report).toMatchObject({ verdict: 'undecided', code: 'graph_error' });
  });

  test('it tells the reason of a rejection that gave none, however late', async () => {
    const reason = { is_valid: false, expires_at: seconds('2026-11-20T00:00:00Z') };
    const error = { code: 190, subcode: 463, message: 'Expired' };
    const { report, steps } = await inspect({
      waba: refuse(190),
      flows: refuse(190),
      details: { ...data({ ...reason, error }), delayMs: 50 },
    });
    expect(report).toMatchObject({ verdict: 'refused', code: 'token_expired' });
    expect(report.message).toContain('it expired on 20 Nov 2026.');
    expect(steps.token).toMatchObject({ outcome: 'failed', code: 'token_expired' });
  });

  test('what it calls dead is weighed once the WABA has answered', async () => {
    const error = { code: 190, subcode: 463, message: 'Expired' };
    const details = data({ is_valid: false, expires_at: seconds('2026-11-20T00:00:00Z'), error });
    const rejected = { ...refuse(190, { error_subcode: 463 }), delayMs: 50 };
    const { steps } = await inspect({ waba: rejected, flows: rejected, details });
    expect(steps.kind).toMatchObject({ outcome: 'failed', code: 'token_expired' });
  });

  test('its reason stands, even where the token’s end has passed too', async () => {
    const error = { code: 190, subcode: 466, message: 'Revoked' };
    const details = data({ is_valid: false, expires_at: seconds('2026-11-20T00:00:00Z'), error });
    const { report } = await inspect({ waba: refuse(190), flows: refuse(190), details });
    expect(report).toMatchObject({ code: 'token_rejected' });
    expect(report.message).toContain('revoked');
  });

  test('it does not overrule a reason that the WABA gave', async () => {
    const details = data({ is_valid: false, error: { code: 190, subcode: 463, message: 'Expired' } });
    const rejected = refuse(190, { error_subcode: 460 });
    const { report } = await inspect({ waba: rejected, flows: rejected, details });
    expect(report).toMatchObject({ code: 'token_rejected' });
    expect(report.message).toContain('password');
  });

  test('granular permissions for other accounts prove nothing', async () => {
    const granular = scopes.map((scope) => ({ scope, target_ids: ['999999999'] }));
    const { report, steps } = await inspect({ details: data({ granular_scopes: granular }) });
    expect(report.verdict).toBe('usable');
    expect(steps.permissions?.outcome).toBe('done');
  });

  test('a missing management permission explains an unreachable WABA', async () => {
    const unreachable = refuse(100, { error_subcode: 33 });
    const details = data({ scopes: ['whatsapp_business_messaging'] });
    const { report, steps } = await inspect({ waba: unreachable, flows: unreachable, details });
    expect(report.code).toBe('waba_unreachable');
    expect(report.message).toContain('lacks the permission whatsapp_business_management');
    expect(steps.permissions).toMatchObject({ outcome: 'failed', code: 'permission_missing' });
  });

  test('a permission that Meta does not list, but honours, is not missed', async () => {
    const details = data({ scopes: ['whatsapp_business_messaging'] });
    const { steps } = await inspect({ details, flows: { body: { data: [{ id: '901406135639897' }] } } });
    expect([steps.permissions?.outcome, steps.flows?.outcome]).toEqual(['done', 'done']);
  });

  test('an empty list of flows proves no permission', async () => {
    const details = data({ scopes: ['whatsapp_business_messaging'] });
    const { report, steps } = await inspect({ details });
    expect(report).toMatchObject({ verdict: 'usable', code: 'ok' });
    expect(steps.permissions).toMatchObject({
      outcome: 'warning',
      code: 'management_permission_unproven',
      message: expect.stringContaining('lists may come back empty'),
    });
    expect(steps.flows).toMatchObject({ outcome: 'warning', code: 'flows_unproven' });
  });

  test('an empty list is believed only where the permission is known', async () => {
    const known = await inspect({});
    expect(known.steps.flows).toMatchObject({
      outcome: 'done',
      message: expect.stringContaining('none yet'),
    });
    const late = await inspect({ details: { ...data(), delayMs: 50 } });
    expect(late.steps.flows?.outcome).toBe('done');
    for (const details of [refuse(100), data({ scopes: undefined }), { status: 500, body: {} }]) {
      const { report, steps } = await inspect({ details });
      expect([report.verdict, steps.flows?.code]).toEqual(['usable', 'flows_unproven']);
    }
  });

  test('its members are taken only in their own form', async () => {
    const { report } = await inspect({
      details: data({
        type: '__proto__',
        app_id: 634974688087057,
        application: ' Lucky\u0000 Shrub ',
        scopes: ['a', 7, null, '<b>', { scope: 'x' }],
        granular_scopes: [null, 'x', { scope: 9 }],
        issued_at: -5,
        expires_at: 900_000_000_000_000,
        data_access_expires_at: 'soon',
      }),
    });
    expect(report.token).toEqual({
      kind: 'unknown',
      appId: '634974688087057',
      appName: 'Lucky Shrub',
      scopes: ['a'],
      issuedAt: null,
      expiresAt: null,
      neverExpires: false,
      dataAccessExpiresAt: null,
    });
  });
});

describe('how long a token lasts', () => {
  const day = 86_400;
  const from = seconds(now.toISOString());

  test.each([
    ['a user token of hours', { type: 'USER', expires_at: from + 7200 }, 'token_short_lived'],
    [
      'a user token of 60 days on its last day',
      { type: 'USER', expires_at: from + 7200, issued_at: from - 59 * day },
      'token_expires_soon',
    ],
    ['a system user’s token on its last day', { expires_at: from + 7200 }, 'token_expires_soon'],
    ['14 days', { expires_at: from + 14 * day }, 'token_expires_soon'],
    ['more than 14 days', { expires_at: from + 14 * day + 60 }, 'ok'],
    ['no end of the token, but of its data', { data_access_expires_at: from + 80 * day }, 'data_access_ends'],
    [
      'data that ends before the token',
      { expires_at: from + 60 * day, data_access_expires_at: from + 30 * day },
      'data_access_ends',
    ],
    [
      'data that outlasts the token',
      { expires_at: from + 60 * day, data_access_expires_at: from + 90 * day },
      'ok',
    ],
    ['neither end', {}, 'ok'],
  ])('%s', async (_case, members, code) => {
    const { report, steps } = await inspect({ details: data(members) });
    expect(report.verdict).toBe('usable');
    expect(steps.kind?.code).toBe(code);
  });
});
