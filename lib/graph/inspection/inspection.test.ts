import { describe, expect, test } from 'vitest';
import { sandboxAppSecret } from '../../../sandbox/tokens.ts';
import { lend } from '../call/lent-secret-testing.ts';
import { inspect, nothing, outline, sandbox } from '../sandbox-testing.ts';
import type { InspectionStep } from './report.ts';

const wildcard = `EAASANDBOX${'a1'.repeat(20)}`;

describe('a report', () => {
  test('of a good credential says all that Meta told', async () => {
    const now = new Date('2026-11-23T10:00:00Z');
    const { report } = await inspect('never-expiring', { now });
    expect(report).toMatchObject({
      message: 'Meta accepts this credential.',
      checkedAt: '2026-11-23T10:00:00.000Z',
      waba: { id: '104996122399160', name: 'Lucky Shrub' },
      token: {
        kind: 'system_user',
        appId: '634974688087057',
        appName: 'Flowkeep sandbox',
        scopes: ['whatsapp_business_management', 'whatsapp_business_messaging'],
        expiresAt: null,
        neverExpires: true,
        dataAccessExpiresAt: null,
      },
      version: { requested: 'v27.0', served: 'v27.0' },
      graphError: null,
      retryAfterSeconds: null,
    });
  });

  test('says which permissions there are, also where Meta lists them only as granular', async () => {
    const { report } = await inspect('granular');
    expect(report.token.scopes).toEqual(['whatsapp_business_management', 'whatsapp_business_messaging']);
  });

  test('says on which day a token expired', async () => {
    const { report } = await inspect('expired');
    const day = new Date(report.token.expiresAt ?? '').getUTCDate();
    expect(report.message).toMatch(new RegExp(`it expired on ${day} [A-Z][a-z]{2} 20[0-9]{2}\\. Generate`));
  });

  test('holds Graph’s own error, for the details', async () => {
    const { report } = await inspect('revoked');
    expect(report.graphError).toEqual({
      httpStatus: 400,
      code: 190,
      subcode: 466,
      type: 'OAuthException',
      message: 'Error validating access token: The session was invalidated explicitly using an API call.',
      userTitle: null,
      userMessage: null,
      traceId: expect.stringMatching(/^A[A-Za-z0-9_-]{22}$/),
    });
  });

  test('says when to ask again after a limit', async () => {
    const { report } = await inspect('limited');
    expect(report).toMatchObject({ retryAfterSeconds: 720 });
    expect(report.message).toContain('Try again in 12 minutes.');
  });

  test('says truthfully what Meta does with v18.0', async () => {
    const { report } = await inspect('old-version', { now: new Date('2026-11-23T10:00:00Z') });
    expect(report.version.requested).toBe('v18.0');
    expect(report.version.served).not.toBe('v18.0');
    expect(report.steps.at(-1)?.message).toContain(
      `Meta answers as ${report.version.served}, not as v18.0. Meta retired v18.0 on 26 Jan 2026;`,
    );
  });
});

describe('an app that demands proofs', () => {
  test('refuses without the App Secret, and says where to enter it', async () => {
    const { report } = await inspect('proof', { appSecret: undefined });
    expect(report).toMatchObject({ code: 'app_secret_required', field: 'appSecret' });
    expect(report.steps[0]).toMatchObject({ outcome: 'failed', code: 'app_secret_required' });
  });

  test('refuses another app’s secret', async () => {
    const { report } = await inspect('proof', { appSecret: lend('0'.repeat(32)) });
    expect(report).toMatchObject({ code: 'app_secret_wrong', field: 'appSecret' });
  });
});

describe('a slow Graph', () => {
  test('is waited for within the time limit', async () => {
    const { report } = await inspect('slow', { callTimeoutMs: 5000 });
    expect(report.verdict).toBe('usable');
    expect(report.milliseconds).toBeGreaterThanOrEqual(2900);
  });

  test('is given up at the limit of the whole inspection', async () => {
    const start = performance.now();
    const { report, heard } = await inspect('hang', { callTimeoutMs: 5000, timeoutMs: 200 });
    expect(report.code).toBe('graph_timeout');
    expect(heard).toHaveLength(6);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  test('is given up when the caller leaves, and nobody hears of steps after that', async () => {
    const leaving = new AbortController();
    const heard: InspectionStep[] = [];
    const inspecting = inspect('hang', {
      callTimeoutMs: 5000,
      signal: leaving.signal,
      onStep: (step) => heard.push(step),
    });
    setTimeout(() => leaving.abort(new Error('left')), 50);
    await expect(inspecting).rejects.toThrow('left');
    expect(heard).toEqual([]);
  });
});

describe('without a WABA', () => {
  test('the token alone is inspected', async () => {
    const { report } = await inspect('sixty-days', { wabaId: undefined });
    expect(report).toMatchObject({
      verdict: 'usable',
      message: 'Meta accepts this token.',
      waba: { name: null },
    });
    expect(outline(report)).toBe('+token +kind +permissions -waba -flows +version');
  });

  test('a dead token is refused all the same', async () => {
    const { report } = await inspect('expired', { wabaId: undefined });
    expect(report.code).toBe('token_expired');
    expect(outline(report)).toBe(
      'xtoken:token_expired xkind:token_expired -permissions:token_expired -waba -flows +version',
    );
  });
});

describe('the calls', () => {
  test('go out together: WABA, flows and debug_token; the token in the header', async () => {
    sandbox.requests.length = 0;
    await inspect('proof');
    const calls = sandbox.requests.map(({ method, path, queryNames, tokenId, tokenIn }) => [
      `${method} ${path}`,
      queryNames.join(),
      tokenId,
      tokenIn,
    ]);
    expect(calls.sort()).toEqual([
      ['GET /v27.0/104996122399160', 'fields,appsecret_proof', 'proof', 'header'],
      ['GET /v27.0/104996122399160/flows', 'fields,limit,appsecret_proof', 'proof', 'header'],
      ['GET /v27.0/debug_token', 'input_token,appsecret_proof', 'proof', 'header'],
    ]);
  });

  test('work for any token of the wildcard family', async () => {
    const { report } = await inspect('never-expiring', { token: lend(wildcard), wabaId: '639297322149561' });
    expect(report).toMatchObject({ verdict: 'usable', waba: { name: 'Lucky Shrub Brasil' } });
  });

  test('refuse a text that is no token', async () => {
    const { report } = await inspect('never-expiring', { token: lend('EAArubbishrubbishrubbish') });
    expect(report).toMatchObject({ verdict: 'refused', code: 'token_rejected', field: 'accessToken' });
    expect(report.version.served).toBeNull();
    expect(outline(report)).toBe(nothing('token_rejected').replace('-token:', 'xtoken:'));
  });

  test('are never made with a malformed version or id', async () => {
    sandbox.requests.length = 0;
    await expect(inspect('never-expiring', { version: 'v27.0/../me' })).rejects.toThrow(TypeError);
    await expect(inspect('never-expiring', { wabaId: 'me' })).rejects.toThrow(TypeError);
    expect(sandbox.requests.filter(({ path }) => path.includes('..'))).toEqual([]);
  });

  test('check an App Secret also where none is demanded', async () => {
    const right = await inspect('never-expiring', { appSecret: lend(sandboxAppSecret) });
    expect(right.report.code).toBe('ok');
    const wrong = await inspect('never-expiring', { appSecret: lend('f'.repeat(32)) });
    expect(wrong.report.code).toBe('app_secret_wrong');
  });
});
