import { describe, expect, test } from 'vitest';
import { lend } from '../call/lent-secret-testing.ts';
import { cleanMessage, judgeError, readGraphError } from './errors.ts';

// All errors here are synthetic, in the shapes and with the words that Graph was recorded with.
const token = `EAADemoToken${'x1Y2z3'.repeat(20)}`;
const secrets = { token: lend(token), appSecret: lend('0123456789abcdef0123456789abcdef') };

function read(error: unknown, status = 400) {
  return readGraphError({ status, body: { error }, traceId: null }, secrets);
}

function judge(error: Record<string, unknown>, status = 400) {
  const facts = read(error, status);
  if (!facts) throw new Error('This is no error.');
  return judgeError(facts, 720);
}

const nonexisting = (type: string) =>
  `(#100) Tried accessing nonexisting field (flows) on node type (${type})`;

describe('each code of Graph means one thing', () => {
  test.each([
    [190, undefined, '', 'token_rejected', 'accessToken'],
    [
      190,
      undefined,
      'Invalid OAuth access token - Cannot parse access token',
      'token_rejected',
      'accessToken',
    ],
    [
      190,
      undefined,
      'Error validating access token: Session has expired on …',
      'token_expired',
      'accessToken',
    ],
    [190, 452, '', 'token_rejected', 'accessToken'],
    [190, 458, '', 'token_rejected', 'accessToken'],
    [190, 459, '', 'token_rejected', 'accessToken'],
    [190, 460, '', 'token_rejected', 'accessToken'],
    [190, 463, '', 'token_expired', 'accessToken'],
    [190, 464, '', 'token_rejected', 'accessToken'],
    [190, 466, '', 'token_rejected', 'accessToken'],
    [190, 467, '', 'token_rejected', 'accessToken'],
    [190, 490, '', 'token_rejected', 'accessToken'],
    [190, 492, '', 'token_rejected', 'accessToken'],
    [190, 493, '', 'token_rejected', 'accessToken'],
    [190, 99999, '', 'token_rejected', 'accessToken'],
    [102, undefined, '', 'token_rejected', 'accessToken'],
    [102, 463, '', 'token_expired', 'accessToken'],
    [104, undefined, '', 'token_rejected', 'accessToken'],
    [0, undefined, '', 'token_rejected', 'accessToken'],
    [2500, undefined, 'An active access token must be used to …', 'token_rejected', 'accessToken'],
    [2500, undefined, 'Unknown path components: /me', 'version_unknown', 'apiVersion'],
    [2500, undefined, 'Something else', 'request_refused', null],
    [2635, undefined, '', 'version_unknown', 'apiVersion'],
    [100, 33, 'Unsupported get request.', 'waba_unreachable', 'wabaId'],
    [803, undefined, '', 'waba_unreachable', 'wabaId'],
    [33, undefined, '', 'waba_unreachable', 'wabaId'],
    [100, undefined, nonexisting('WhatsAppBusinessPhoneNumber'), 'waba_unreachable', 'wabaId'],
    [100, undefined, nonexisting('User'), 'waba_unreachable', 'wabaId'],
    [100, undefined, nonexisting('WhatsAppBusinessAccount'), 'request_refused', null],
    [100, undefined, 'Invalid parameter', 'request_refused', null],
    [
      100,
      undefined,
      'API calls from the server require an appsecret_proof argument',
      'app_secret_required',
      'appSecret',
    ],
    [
      100,
      undefined,
      '(#100) … requires either app secret proof or an app token',
      'app_secret_required',
      'appSecret',
    ],
    [100, undefined, 'Invalid appsecret_proof provided in the API argument', 'app_secret_wrong', 'appSecret'],
    [3, undefined, '', 'permission_missing', 'accessToken'],
    [10, undefined, '', 'permission_missing', 'accessToken'],
    [200, undefined, '', 'permission_missing', 'accessToken'],
    [299, undefined, '', 'permission_missing', 'accessToken'],
    [131005, undefined, '', 'permission_missing', 'accessToken'],
    [200, undefined, 'API access blocked.', 'account_restricted', null],
    [368, undefined, '', 'account_restricted', null],
    [131031, undefined, '', 'account_restricted', null],
    [101, undefined, '', 'request_refused', 'accessToken'],
    [987654, undefined, '', 'request_refused', null],
  ])('%i / %s %j is refused as %s', (code, error_subcode, message, expected, field) => {
    expect(judge({ code, error_subcode, message })).toMatchObject({
      verdict: 'refused',
      code: expected,
      field,
    });
  });

  test.each([4, 17, 32, 341, 613, 80000, 80007, 80008, 80014, 130429, 131056])(
    '%i is a limit, with its time to wait',
    (code) => {
      expect(judge({ code })).toMatchObject({ code: 'graph_limited', retryAfterSeconds: 720 });
    },
  );

  test.each([1, 2, 131000, 131016, 131057, 133004, 2494100])('%i is a fault of Meta', (code) => {
    expect(judge({ code })).toMatchObject({ verdict: 'undecided', code: 'graph_error' });
  });

  test.each([300, 199, 79999, 80015])('%i is in none of the ranges beside it', (code) => {
    expect(judge({ code }).code).not.toMatch(/permission_missing|graph_limited/);
  });

  test('each reason of a dead session has a sentence of its own', () => {
    const subcodes = [452, 458, 459, 460, 463, 464, 466, 467, 492, 493];
    const sentences = subcodes.map((error_subcode) => judge({ code: 190, error_subcode }).message);
    expect(new Set(sentences).size).toBe(subcodes.length);
  });
});

describe('the code decides, not the status', () => {
  test.each([400, 401, 403, 500])('190 with status %i is a dead token', (status) => {
    expect(judge({ code: 190 }, status).code).toBe('token_rejected');
  });

  test('what Graph calls transient is undecided, even with a code that refuses', () => {
    expect(judge({ code: 200, is_transient: true })).toMatchObject({ code: 'graph_error' });
    expect(judge({ code: 200, is_transient: false })).toMatchObject({ code: 'permission_missing' });
  });

  test('an unknown code is a fault with 5xx, a limit with 429', () => {
    expect(judge({ code: 987654 }, 500).code).toBe('graph_error');
    expect(judge({ code: 987654 }, 429).code).toBe('graph_limited');
  });

  test('an error without a code says nothing', () => {
    expect(judge({ message: 'What' }).code).toBe('graph_nonsense');
  });
});

describe('reading an error', () => {
  test('takes its members only in their own form', () => {
    const error = JSON.parse(
      '{"code":"190","error_subcode":{"x":1},"type":["a"],"message":7,"fbtrace_id":"<b>","error_data":"[[[","__proto__":{"transient":true}}',
    );
    expect(read(error)).toEqual({
      httpStatus: 400,
      code: 190,
      subcode: null,
      type: null,
      message: '',
      userTitle: null,
      userMessage: null,
      traceId: null,
      transient: false,
    });
  });

  test.each([undefined, null, 'error', 7, [], [{ code: 190 }]])('finds none in %j', (error) => {
    expect(read(error)).toBeNull();
  });

  test('takes the trace id of the header where the body has none', () => {
    const answer = { status: 400, body: { error: { code: 1 } }, traceId: 'AbC' };
    expect(readGraphError(answer, secrets)?.traceId).toBe('AbC');
  });
});

describe('a message of Graph', () => {
  test.each([
    ['the token', `Bad token ${token}.`],
    ['a part of the token', `Bad token ${token.slice(5, 40)}…`],
    ['the App Secret', 'Secret 0123456789abcdef0123456789abcdef'],
    ['some other token', `Seen EAAG${'Q'.repeat(30)} before`],
    ['an app token', 'App 634974688087057|abcdefghijkl'],
    ['an address with a token', 'At /debug_token?input_token=secret%20value&x=1'],
    ['a proof', `Proof ${'ab'.repeat(32)}`],
  ])('is cleaned of %s', (_what, message) => {
    const cleaned = cleanMessage(message, secrets);
    expect(cleaned).toContain('[token]');
    expect(cleaned).not.toMatch(/x1Y2z3|0123456789abcdef|QQQQ|abcdefghijkl|secret%20|abab/);
  });

  test('is cleaned of a token that is no single word', () => {
    expect(cleanMessage('Bad token ab.cd/ef=gh.ij!', { token: lend('ab.cd/ef=gh.ij') })).toBe(
      'Bad token [token]!',
    );
  });

  test('is cut to 500 characters, after it was cleaned', () => {
    const cleaned = cleanMessage(`${'word '.repeat(97)}${token}${' more'.repeat(50)}`, secrets);
    expect(cleaned).toHaveLength(500);
    expect(cleaned).not.toContain('EAA');
  });

  test('keeps ordinary words, and loses characters that control or turn text', () => {
    expect(cleanMessage('(#200) whatsapp_business_management\u0000\r\n\u202eis missing', secrets)).toBe(
      '(#200) whatsapp_business_management is missing',
    );
  });

  test('is whole Unicode even where the cut meets a pair', () => {
    expect(cleanMessage(`${'x '.repeat(249)}x😀`, secrets).isWellFormed()).toBe(true);
  });
});
