import { describe, expect, test } from 'vitest';
import { sandboxTokens } from '../../../sandbox/tokens.ts';
import { inspect, nothing, outline } from '../sandbox-testing.ts';
import { inspectionSteps } from './report.ts';

const good = '+token +kind +permissions +waba +flows +version';
const dead = (code: string) =>
  `xtoken:${code} xkind:${code} -permissions:${code} -waba:${code} -flows:${code} +version`;

describe('each scripted token gets its verdict, its code and its steps', () => {
  test.each([
    ['never-expiring', 'usable', 'ok', null, good],
    ['brasil', 'usable', 'ok', null, good],
    ['other-app', 'usable', 'ok', null, good],
    ['long-id', 'usable', 'ok', null, good],
    ['sixty-days', 'usable', 'ok', null, good],
    ['granular', 'usable', 'ok', null, good],
    ['proof', 'usable', 'ok', null, good],
    ['ends-soon', 'usable', 'ok', null, good.replace('+kind', '!kind:token_expires_soon')],
    ['data-access', 'usable', 'ok', null, good.replace('+kind', '!kind:data_access_ends')],
    ['short-lived', 'usable', 'ok', null, good.replace('+kind', '!kind:token_short_lived')],
    [
      'no-messaging',
      'usable',
      'ok',
      null,
      good.replace('+permissions', '!permissions:messaging_permission_missing'),
    ],
    [
      'no-self-inspection',
      'usable',
      'ok',
      null,
      '+token !kind:token_details_unknown !permissions:token_details_unknown +waba +flows +version',
    ],
    ['old-version', 'usable', 'ok', null, good.replace('+version', '!version:version_superseded')],
    ['expired', 'refused', 'token_expired', 'accessToken', dead('token_expired')],
    ['expired-vague', 'refused', 'token_expired', 'accessToken', dead('token_expired')],
    ['revoked', 'refused', 'token_rejected', 'accessToken', dead('token_rejected')],
    ['password-changed', 'refused', 'token_rejected', 'accessToken', dead('token_rejected')],
    [
      'no-management',
      'refused',
      'permission_missing',
      'accessToken',
      '+token +kind xpermissions:permission_missing xwaba:permission_missing -flows:permission_missing +version',
    ],
    [
      'not-eligible',
      'refused',
      'permission_missing',
      'accessToken',
      '+token +kind xpermissions:permission_missing xwaba:permission_missing -flows:permission_missing +version',
    ],
    [
      'wrong-waba',
      'refused',
      'waba_unreachable',
      'wabaId',
      '+token +kind +permissions xwaba:waba_unreachable -flows:waba_unreachable +version',
    ],
    [
      'phone-number',
      'refused',
      'waba_unreachable',
      'wabaId',
      '+token +kind +permissions xwaba:waba_unreachable -flows:waba_unreachable +version',
    ],
    [
      'business',
      'refused',
      'waba_unreachable',
      'wabaId',
      '+token +kind +permissions +waba xflows:waba_unreachable +version',
    ],
    [
      'restricted',
      'refused',
      'account_restricted',
      null,
      '+token +kind +permissions xwaba:account_restricted -flows:account_restricted +version',
    ],
    [
      'unknown-version',
      'refused',
      'version_unknown',
      'apiVersion',
      `${nothing('version_unknown').replace('-version:', 'xversion:')}`,
    ],
    [
      'limited',
      'undecided',
      'graph_limited',
      null,
      '+token +kind +permissions -waba:graph_limited -flows:graph_limited +version',
    ],
    [
      'transient',
      'undecided',
      'graph_error',
      null,
      '+token +kind +permissions -waba:graph_error -flows:graph_error +version',
    ],
    ['error-json', 'undecided', 'graph_error', null, nothing('graph_error')],
    ['error-html', 'undecided', 'graph_error', null, nothing('graph_error')],
    ['html', 'undecided', 'graph_nonsense', null, nothing('graph_nonsense')],
    ['redirect', 'undecided', 'graph_nonsense', null, nothing('graph_nonsense')],
    ['gzip-bomb', 'undecided', 'graph_nonsense', null, nothing('graph_nonsense')],
    ['huge', 'undecided', 'graph_nonsense', null, nothing('graph_nonsense')],
    ['truncated', 'undecided', 'graph_unreachable', null, nothing('graph_unreachable')],
    ['reset', 'undecided', 'graph_unreachable', null, nothing('graph_unreachable')],
    ['slow', 'undecided', 'graph_timeout', null, nothing('graph_timeout')],
    ['hang', 'undecided', 'graph_timeout', null, nothing('graph_timeout')],
  ])('%s', async (id, verdict, code, field, steps) => {
    const patient = verdict === 'undecided' ? {} : { callTimeoutMs: 3000 };
    const { report, heard } = await inspect(id, patient);
    expect(report).toMatchObject({ verdict, code, field });
    expect(outline(report)).toBe(steps);
    expect(heard.map((step) => step.id).sort()).toEqual([...inspectionSteps].sort());
    for (const step of heard) expect(report.steps).toContainEqual(step);
    for (const { outcome, milliseconds, message } of report.steps) {
      expect(milliseconds === null).toBe(outcome === 'not_run');
      expect(message).toMatch(/\.$/);
    }
    expect(JSON.stringify(report)).not.toContain('NotARealToken');
  });

  test('and no other is scripted', () => {
    expect(sandboxTokens).toHaveLength(36);
    expect(new Set(sandboxTokens.map(({ token }) => token)).size).toBe(36);
  });
});
