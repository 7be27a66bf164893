import { describe, expect, test } from 'vitest';
import { data, flows, inspect, refuse, waba, wabaId } from './inspection-testing.ts';

// Findings that contradict each other. All answers are synthetic, put together from Graph's shapes.

describe('which call decides', () => {
  test('a refusal of either call refuses', async () => {
    expect((await inspect({ flows: refuse(200) })).report.code).toBe('permission_missing');
    expect((await inspect({ waba: refuse(200) })).report.code).toBe('permission_missing');
  });

  test('a refusal weighs more than a doubt', async () => {
    const { report } = await inspect({ waba: refuse(2), flows: refuse(10) });
    expect(report).toMatchObject({ verdict: 'refused', code: 'permission_missing', retryAfterSeconds: null });
  });

  test('a doubt about the flows leaves all undecided, though the WABA was shown', async () => {
    const { report, steps } = await inspect({ flows: refuse(1, {}, 500) });
    expect(report).toMatchObject({ verdict: 'undecided', code: 'graph_error' });
    expect(steps.waba?.outcome).toBe('done');
    expect(steps.flows?.outcome).toBe('not_run');
  });

  test('of two refusals, the one to cure first decides', async () => {
    const { report } = await inspect({ waba: refuse(100, { error_subcode: 33 }), flows: refuse(190) });
    expect(report.code).toBe('token_rejected');
  });

  test('the same refusal of both is told once, whichever comes first', async () => {
    const unreachable = refuse(100, { error_subcode: 33 });
    const { steps } = await inspect({ waba: { ...unreachable, delayMs: 50 }, flows: unreachable });
    expect(steps.waba).toMatchObject({ outcome: 'failed', code: 'waba_unreachable' });
    expect(steps.flows).toMatchObject({ outcome: 'not_run', code: 'waba_unreachable' });
  });

  test('of two doubts, the one with a time to wait decides', async () => {
    const usage = JSON.stringify({ [wabaId]: [{ estimated_time_to_regain_access: 3 }] });
    const { report } = await inspect({
      waba: refuse(2),
      flows: { ...refuse(80008), headers: { 'x-business-use-case-usage': usage } },
    });
    expect(report).toMatchObject({ code: 'graph_limited', retryAfterSeconds: 180 });
  });

  test.each([
    [{ id: '104996122399161', name: 'Other' }],
    [{ id: 104996122399160, name: 'A number' }],
    [{ name: 'No id' }],
    [{}],
  ])('another WABA than the one asked for is no answer (%#)', async (body) => {
    expect((await inspect({ waba: { body } })).report).toMatchObject({
      verdict: 'undecided',
      code: 'graph_nonsense',
    });
  });

  test('flows that are no list are no answer', async () => {
    expect((await inspect({ flows: { body: { id: '1' } } })).report.code).toBe('graph_nonsense');
  });

  test('a success with another status than 200 is no answer', async () => {
    expect((await inspect({ waba: { ...waba, status: 404 } })).report.code).toBe('graph_nonsense');
    expect((await inspect({ waba: { ...waba, status: 503 } })).report.code).toBe('graph_error');
  });

  test('an error beside status 200 is an error', async () => {
    expect((await inspect({ waba: refuse(190, {}, 200) })).report.code).toBe('token_rejected');
  });
});

describe('the version', () => {
  const silent = { 'facebook-api-version': '' };

  test('that Meta keeps quiet about is a warning, no more', async () => {
    const { report, steps } = await inspect({
      waba: { ...waba, headers: silent },
      flows: { ...flows, headers: silent },
      details: { ...data(), headers: silent },
    });
    expect(report).toMatchObject({ verdict: 'usable', version: { requested: 'v26.0', served: null } });
    expect(steps.version).toMatchObject({ outcome: 'warning', code: 'version_unreported' });
  });

  test('is taken from the other call where one is quiet', async () => {
    const { report } = await inspect({ waba: { ...waba, headers: silent } });
    expect(report.version.served).toBe('v26.0');
  });

  test('is that of the call on the WABA, even where another comes first', async () => {
    const newer = { 'facebook-api-version': 'v27.0' };
    const { report, steps } = await inspect({
      waba: { ...waba, delayMs: 50 },
      flows: { ...flows, headers: newer },
      details: { ...data(), headers: newer },
    });
    expect(report.version.served).toBe('v26.0');
    expect(steps.version?.outcome).toBe('done');
  });

  test('that is newer than the asked one is a warning, no more', async () => {
    const { report, steps } = await inspect({
      waba: { ...waba, headers: { 'facebook-api-version': 'v27.0' } },
    });
    expect(report).toMatchObject({ verdict: 'usable', version: { served: 'v27.0' } });
    expect(steps.version).toMatchObject({
      outcome: 'warning',
      code: 'version_superseded',
      message: 'Meta answers as v27.0, not as v26.0.',
    });
  });
});
