import { describe, expect, test } from 'vitest';
import type { InspectionReport } from '../../../lib/graph/inspection/report.ts';
import { words } from '../../../lib/words/words.ts';
import type { SaveProblem } from './save-credential.ts';
import {
  describeFailure as describe_,
  detailsText as details_,
  type FailedOutcome,
  type SaveFailure,
} from './save-failure.ts';

const t = words('credentialProof', 'en');
const wording = { t, tProblem: words('problem', 'en') };
const describeFailure = (outcome: FailedOutcome) => describe_(wording, outcome);
const detailsText = (failure: SaveFailure) => details_(t, failure);

const report: InspectionReport = {
  verdict: 'refused',
  code: 'token_expired',
  field: 'accessToken',
  message: 'Meta no longer accepts this token.',
  steps: [],
  checkedAt: '2026-11-24T12:00:00.000Z',
  milliseconds: 120,
  waba: { id: '104996122399160', name: null },
  token: {
    kind: 'user',
    appId: null,
    appName: null,
    scopes: null,
    issuedAt: null,
    expiresAt: null,
    neverExpires: false,
    dataAccessExpiresAt: null,
  },
  version: { requested: 'v18.0', served: null },
  graphError: {
    httpStatus: 400,
    code: 190,
    subcode: 463,
    type: 'OAuthException',
    message: 'Session has expired',
    userTitle: null,
    userMessage: null,
    traceId: 'AbCdEfGhIjKlMnOpQrStUvW',
  },
  retryAfterSeconds: null,
};

function failureOf(problem: Partial<SaveProblem>, retryAfter: number | null = null) {
  const whole = { type: 'urn:x', title: 'T', status: 400, code: 'internal', detail: 'D.', ...problem };
  const failure = describeFailure({ kind: 'problem', problem: whole, retryAfter });
  if (!failure) throw new Error('A problem is a failure.');
  return failure;
}

test('a check that the person stopped is no failure', () => {
  expect(describeFailure({ kind: 'cancelled' })).toBeNull();
});

test('what Meta refuses is told under its field and in the banner, and is never offered unchecked', () => {
  const failure = failureOf({ code: 'token_expired', detail: report.message, report });
  expect(failure.fields).toEqual([
    { field: 'accessToken', code: 'token_expired', message: 'This token has expired.' },
  ]);
  expect(failure).toMatchObject({
    text: report.message,
    section: 'token',
    offerUnchecked: false,
    tryAgain: false,
  });
});

test('a permission that the token has, by Meta’s own list, is told under the ID', () => {
  const ofAccount = { ...report, code: 'permission_missing' as const, field: 'wabaId' as const };
  const failure = failureOf({ code: 'permission_missing', detail: 'It has both.', report: ofAccount });
  expect(failure).toMatchObject({
    fields: [
      {
        field: 'wabaId',
        code: 'permission_missing',
        message: 'Meta does not let this token at this account.',
      },
    ],
    section: 'waba',
  });
  const missing = { ...ofAccount, field: 'accessToken' as const };
  expect(failureOf({ code: 'permission_missing', report: missing }).fields).toEqual([
    { field: 'accessToken', code: 'permission_missing', message: 'This token lacks a permission.' },
  ]);
});

test('the details have what Meta wrote for people', () => {
  const graphError = report.graphError && { ...report.graphError, userTitle: 'Negado', userMessage: 'Peça.' };
  const text = detailsText(failureOf({ code: 'token_expired', report: { ...report, graphError } }));
  expect(text).toContain('Meta’s title: Negado\nMeta’s explanation: Peça.');
  expect(detailsText(failureOf({ code: 'token_expired', report }))).not.toContain('title');
});

test('a refusal that concerns no field has the banner alone', () => {
  const failure = failureOf({ code: 'request_refused', report: { ...report, field: null } });
  expect(failure.fields).toEqual([]);
});

test.each(['graph_unreachable', 'graph_error', 'graph_nonsense', 'graph_limited', 'graph_timeout'])(
  '%s blames nobody here, and offers to try again or to save unchecked',
  (code) => {
    const failure = failureOf({ code });
    expect(failure.title).toMatch(/^Meta could not be asked/);
    expect(failure).toMatchObject({ fields: [], offerUnchecked: true, tryAgain: true });
  },
);

test.each(['internal', 'database_unavailable'])(
  '%s is said to be ours, and is not offered unchecked',
  (code) => {
    const failure = failureOf({ code });
    expect(failure.title).toMatch(/in Flowkeep/);
    expect(failure).toMatchObject({ offerUnchecked: false, tryAgain: true });
  },
);

test('an ended session asks to sign in', () => {
  expect(failureOf({ code: 'unauthenticated' })).toMatchObject({ signIn: true, fields: [] });
});

test('a taken name comes with a free one and the credential that has it', () => {
  const failure = failureOf({ code: 'name_taken', suggestion: 'Prod 2', existingName: 'x' });
  expect(failure).toMatchObject({ suggestion: 'Prod 2', existingName: 'x' });
  expect(failure.fields.map(({ field }) => field)).toEqual(['name']);
});

test('errors of fields that the form does not have stay out of it', () => {
  const errors = [
    { field: 'wabaId', code: 'x', message: 'Digits only.' },
    { field: 'connector', code: 'x', message: 'Unknown.' },
  ];
  expect(failureOf({ code: 'invalid_input', errors }).fields).toEqual([
    { field: 'wabaId', code: 'x', message: null },
  ]);
});

test.each([
  [17, 'Try again in 17 seconds.'],
  [89, 'Try again in 89 seconds.'],
  [90, 'Try again in 2 minutes.'],
  [3600, 'Try again in 60 minutes.'],
])('a wait of %i s is told in words', (seconds, words) => {
  expect(failureOf({ code: 'too_many_requests' }, seconds).text).toContain(words);
});

test('Meta’s own time to wait comes from the report', () => {
  const limited = { ...report, verdict: 'undecided' as const, retryAfterSeconds: 300 };
  expect(failureOf({ code: 'graph_limited', report: limited }).text).toContain('5 minutes');
});

describe('an answer that did not come', () => {
  test('says that a lost save may have been kept, and does not offer to skip the check', () => {
    expect(describeFailure({ kind: 'lost' })).toMatchObject({ offerUnchecked: false, tryAgain: true });
  });

  test('offers to skip a check that takes too long', () => {
    expect(describeFailure({ kind: 'overdue' })).toMatchObject({ offerUnchecked: true, tryAgain: true });
  });
});

test('the details for support name what Meta said, and leave out what is not known', () => {
  const text = detailsText(failureOf({ code: 'token_expired', report, requestId: 'r-1' }));
  expect(text).toContain('Request: r-1');
  expect(text).toContain('Code: 190\nSubcode: 463\nTrace ID: AbCdEfGhIjKlMnOpQrStUvW');
  expect(detailsText(failureOf({ code: 'internal' }))).not.toMatch(/null|undefined|Trace/);
});
