import { describe, expect, test } from 'vitest';
import { judgeCallError } from './call-errors.ts';
import type { GraphError } from './errors.ts';

// All errors here are synthetic; codes and what they mean are Meta's.

const judge = (
  error: Partial<GraphError>,
  retryAfterSeconds: number | null = null,
  permission?: string,
  scopes: string[] = [],
) =>
  judgeCallError(
    {
      httpStatus: 400,
      code: null,
      subcode: null,
      type: 'OAuthException',
      message: 'Ipse dixit.',
      userTitle: null,
      userMessage: null,
      traceId: 'AbC',
      transient: false,
      ...error,
    },
    retryAfterSeconds,
    { permission: permission ?? null, scopes },
  );

describe('what Graph refuses about a call', () => {
  test.each([
    [{ code: 100 }, /does not accept a value/],
    [{ code: 100, subcode: 2593002 }, /does not accept a value/],
    [{ code: 100, subcode: 33 }, /shows nothing with this ID/],
    [
      { code: 100, message: '(#100) Tried accessing nonexisting field (flows) on node type (User)' },
      /no such field/,
    ],
    [
      {
        code: 100,
        message: '(#100) Tried accessing nonexisting field (x) on node type (WhatsAppBusinessAccount)',
      },
      /no such field/,
    ],
    [{ code: 803 }, /knows nothing at this path/],
    [{ code: 2500, message: 'Unknown path components: /nothing' }, /knows no such path/],
    [{ code: 33 }, /phone number is not registered/],
    [{ code: 133010 }, /phone number is not registered/],
    [{ code: 139000 }, /blocked this flow/],
    [{ code: 139001 }, /can’t be changed/],
    [{ code: 139002 }, /can’t be published yet/],
    [{ code: 139003 }, /Only a published flow/],
    [{ code: 139004 }, /Only a draft can be deleted/],
    [{ code: 139006 }, /too little to count/],
    [{ code: 131008 }, /does not accept a value/],
    [{ code: 131009 }, /does not accept a value/],
    [{ code: 131030 }, /list of the test number/],
    [{ code: 131047 }, /More than 24 hours/],
    [{ code: 131021 }, /same number/],
    [{ code: 131026 }, /did not deliver/],
    [{ code: 130472 }, /did not deliver/],
    [{ code: 131049 }, /did not deliver/],
    [{ code: 131050 }, /did not deliver/],
    [{ code: 131051 }, /type of message/],
    [{ code: 131037 }, /can’t send yet/],
    [{ code: 131042 }, /can’t send yet/],
    [{ code: 131045 }, /can’t send yet/],
    [{ code: 132000 }, /number of values/],
    [{ code: 132001 }, /no approved template/],
    [{ code: 132005 }, /do not fit the template/],
    [{ code: 132007 }, /do not fit the template/],
    [{ code: 132012 }, /do not fit the template/],
    [{ code: 132018 }, /do not fit the template/],
    [{ code: 132015 }, /paused or disabled/],
    [{ code: 132016 }, /paused or disabled/],
    [{ code: 132068 }, /blocked or throttled/],
    [{ code: 132069 }, /blocked or throttled/],
    [{ code: 131063 }, /routes messages of this category/],
    [{ code: 131064 }, /wrong category/],
    [{ code: 131065 }, /does not fit the country/],
    [{ code: 131070 }, /Another app owns the conversation/],
    [{ code: 138038 }, /Calls of this number are routed/],
    [{ code: 147005 }, /user name/],
    [{ code: 2388040 }, /as many message templates/],
    [{ code: 506 }, /its error 506, which Flowkeep does not know/],
    [{ code: 132004 }, /its error 132004, which Flowkeep does not know/],
    [{ code: 132013 }, /its error 132013, which Flowkeep does not know/],
  ])('%j is request_refused and says what to do', (error, sentence) => {
    expect(judge(error)).toEqual({
      verdict: 'refused',
      code: 'request_refused',
      field: null,
      message: expect.stringMatching(sentence),
    });
  });

  test('never in words for a credential: no ID of an account is at fault', () => {
    for (const error of [{ code: 33 }, { code: 803 }, { code: 100, subcode: 33 }]) {
      expect(judge(error).message).not.toMatch(/WhatsApp Business Account ID/);
    }
  });

  test('never in Meta’s own words, which stand beside it', () => {
    for (const code of [100, 139002, 131070, 506, 10, 190, 4, 2])
      expect(judge({ code }).message).not.toContain('Ipse');
  });

  test.each([131061, 131062])('but for %i, of which too little is known: there they stand first', (code) => {
    expect(judge({ code }).message).toMatch(/^Meta says: “Ipse dixit.” This error is new/);
    expect(judge({ code, message: '' }).message).toMatch(/^This error is new/);
    const error = { httpStatus: 400, code, subcode: null, type: null, message: 'Ipse dixit.' };
    const whole = { ...error, userTitle: null, userMessage: null, traceId: null, transient: false };
    const needs = { permission: null, scopes: [] };
    expect(judgeCallError(whole, null, needs, 'Ipsa dixit.').message).toMatch(/^Meta says: “Ipsa dixit.”/);
  });
});

describe('what is about the credential, and not about the call', () => {
  test.each([
    [{ code: 190 }, 'token_rejected'],
    [{ code: 190, subcode: 463 }, 'token_expired'],
    [{ code: 190, httpStatus: 401 }, 'token_rejected'],
    [{ code: 104 }, 'token_rejected'],
    [{ code: 2500, message: 'An active access token must be used to query information' }, 'token_rejected'],
    [
      { code: 100, message: 'API calls from the server require an appsecret_proof argument' },
      'app_secret_required',
    ],
    [{ code: 100, message: 'Invalid appsecret_proof provided in the API argument' }, 'app_secret_wrong'],
    [{ code: 368 }, 'account_restricted'],
    [{ code: 131031 }, 'account_restricted'],
    [{ code: 200, message: 'API access blocked.' }, 'account_restricted'],
  ])('%j is %s', (error, code) => {
    expect(judge(error)).toMatchObject({ verdict: 'refused', code });
  });
});

describe('a permission that is missing', () => {
  test.each([3, 10, 200, 299, 131005])('(code %i) is named where it is known', (code) => {
    expect(judge({ code, httpStatus: 403 }, null, 'whatsapp_business_messaging')).toMatchObject({
      code: 'permission_missing',
      message: expect.stringMatching(
        /^The token lacks the permission whatsapp_business_messaging, or access/,
      ),
    });
    expect(judge({ code })).toMatchObject({
      code: 'permission_missing',
      message: expect.stringMatching(/^The token lacks a permission that this call needs, or access/),
    });
  });
});

test('a permission that Meta listed for the token is not called missing', () => {
  const scopes = ['whatsapp_business_management', 'whatsapp_business_messaging'];
  const { message } = judge({ code: 200 }, null, 'whatsapp_business_messaging', scopes);
  expect(message).toMatch(
    /^The token has the permission whatsapp_business_messaging, but Meta does not let it/,
  );
  expect(judge({ code: 200 }, null, 'ads_read', scopes).message).toMatch(/^The token lacks/);
});

describe('what says nothing about the call', () => {
  test.each([4, 17, 32, 341, 613, 80007, 80008, 130429, 131056])(
    'a limit (code %i), with its wait',
    (code) => {
      expect(judge({ code }, 120)).toMatchObject({
        verdict: 'undecided',
        code: 'graph_limited',
        retryAfterSeconds: 120,
        message: expect.stringContaining('in 2 minutes'),
      });
    },
  );

  test('HTTP 429, whatever its code', () => {
    for (const code of [null, 100, 139001, 190]) {
      expect(judge({ code, httpStatus: 429 })).toMatchObject({ code: 'graph_limited' });
    }
  });

  test.each([1, 2, 131000, 131016, 131057, 133004])('a fault of Meta’s (code %i)', (code) => {
    expect(judge({ code })).toMatchObject({ verdict: 'undecided', code: 'graph_error' });
  });

  test('anything that Meta calls transient, even a code of the table', () => {
    expect(judge({ code: 139001, transient: true })).toMatchObject({ code: 'graph_error' });
  });

  test('an unknown code with a status of 5xx, and an error without a code', () => {
    expect(judge({ code: 506, httpStatus: 500 })).toMatchObject({ code: 'graph_error' });
    expect(judge({ code: null })).toMatchObject({ code: 'graph_nonsense' });
  });
});
