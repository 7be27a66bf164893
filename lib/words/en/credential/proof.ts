/** Proving a credential at Meta: the steps of it, and what a save that did not succeed means. */

const tryAgainIn =
  '{wait, select, seconds {Try again in {seconds, plural, one {# second} other {# seconds}}.} minutes {Try again in {minutes, plural, one {# minute} other {# minutes}}.} other {}}';

const failures = {
  refused: 'Meta refused this credential. Nothing was saved.',
  notAsked: 'Meta could not be asked. Nothing was saved.',
  inFlowkeep: 'Something failed in Flowkeep, not in what you entered.',
  other: 'This could not be saved.',
  overdue: {
    title: 'The check took too long and was stopped.',
    text: 'Neither Meta nor Flowkeep answered in time. Everything that you entered is still here.',
  },
  lost: {
    title: 'The connection to Flowkeep broke before it answered.',
    text: 'Check your network and try again. If it was saved after all, you will be told that the name is taken.',
  },
  unauthenticated: {
    title: 'Your session has ended. Nothing was saved.',
    text: 'What you entered is still here. Sign in again to go on.',
  },
  name_taken: {
    title: 'This name is taken. Nothing was saved.',
    text: 'This name is taken. Choose another one.',
    named: 'A credential named "{name}" exists already. "{free}" is free.',
    free: 'Another credential has this name already. "{free}" is free.',
  },
  version_conflict: {
    title: 'Somebody else changed this credential. Nothing was saved.',
    text: 'This credential was changed in the meantime. Look at what stands there now, then decide.',
    by: '{name} changed this credential in the meantime. Look at what stands there now, then decide.',
  },
  confirmation_required: {
    title: 'This token is not like the one before. Nothing was saved yet.',
    text: '{what, select, waba {This token belongs to another WhatsApp Business Account.} app {This token belongs to another Meta app.} both {This token belongs to another WhatsApp Business Account and another Meta app.} other {This needs to be confirmed.}} To go on, type the name of the credential.',
  },
  token_unchanged: 'This is the token that is stored already.',
  too_many_requests: 'Too many checks in a short time. Nothing was saved.',
  invalid_input: 'Some of this is not right yet. Nothing was saved.',
  forbidden: 'You may not do this here. Nothing was saved.',
} as const;

/** Short words under the field; the whole story is in the banner. */
const refusals = {
  token_rejected: 'Meta does not accept this token.',
  token_expired: 'This token has expired.',
  permission_missing: 'This token lacks a permission.',
  permission_at_account: 'Meta does not let this token at this account.',
  waba_unreachable: 'The token does not reach an account with this ID.',
  version_unknown: 'Meta knows no such version.',
  app_secret_required: 'Meta asks for the App Secret of this app.',
  app_secret_wrong: 'This is not the App Secret of the app of the token.',
  account_restricted: 'Meta has restricted this account.',
} as const;

export const credentialProof = {
  steps: {
    token: 'Token readable',
    kind: 'Token kind and expiry',
    permissions: 'Permissions',
    waba: 'WhatsApp Business Account',
    flows: 'Flows',
    version: 'Version',
  },
  outcomes: {
    done: '<more>: done</more>',
    warning: '<more>: warning</more>',
    failed: '<more>: failed</more>',
    not_run: '<more>: not run</more>',
    waiting: '<more>: waiting</more>',
  },
  announced: {
    done: '{step}: done.',
    warning: '{step}: warning.',
    failed: '{step}: failed.',
    not_run: '{step}: not run.',
  },
  seconds: '{seconds} s',
  progress: 'Progress of the check',
  checkingWithMeta: 'Checking with Meta.',
  checkingWithMetaNow: 'Checking with Meta…',
  checking: 'Checking…',
  slow: 'This is taking longer than usual. Meta may be slow today; nothing is lost.',
  stopped: 'Stopped. Nothing was saved.',
  cancel: 'Cancel',
  save: 'Save',
  saved: 'Saved',
  tryAgain: 'Try again',
  unchecked: 'Save without checking',
  howTo: 'How to: {section}',
  details: 'Details',
  copyDetails: 'Copy details',
  signInAndSave: 'Sign in and save',
  unusual: {
    title: 'Send this to Meta?',
    text: 'What stands in {field} does not look like a token of Meta’s: those begin with EAA and have letters and digits only. To check it, Flowkeep would send it to Meta. If it is a password or a secret of something else, go back.',
    yes: 'Send it to Meta',
    no: 'Go back',
  },
  /** What a check of a stored credential came to; `said` is the sentence of the inspection. */
  result: {
    accepted: 'Meta accepts it.',
    acceptedBut: 'Meta accepts it. {said}',
    traced: '{said} Trace ID {traceId}.',
    overdue: 'No answer in time. Try again later.',
    lost: 'Flowkeep did not answer. Try again.',
  },
  tryAgainIn,
  failures,
  refusals,
  support: {
    flowkeep: 'Flowkeep: {value}',
    request: 'Request: {value}',
    checkedAt: 'Checked at: {value}',
    wabaId: 'WABA ID: {value}',
    apiVersion: 'API version: {value}',
    said: 'Meta said: {value}',
    userTitle: 'Meta’s title: {value}',
    userMessage: 'Meta’s explanation: {value}',
    type: 'Type: {value}',
    httpStatus: 'HTTP status: {value}',
    code: 'Code: {value}',
    subcode: 'Subcode: {value}',
    traceId: 'Trace ID: {value}',
  },
} as const;
