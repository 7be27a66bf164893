/** What went wrong, by the codes of problems and of fields. */
import { resourceForm } from './resource-form.ts';

/** Of a whole call; the codes that can reach a page, each true of every way to get there. */
const codes = {
  unauthenticated: 'Your session has ended. Sign in again in a new tab, then try again.',
  forbidden: 'Your role does not allow this. Ask an admin of this Flowkeep.',
  cross_origin: 'This page is not open at the address of this Flowkeep. Open Flowkeep there.',
  not_found: 'This is not there any more. Somebody may have removed it.',
  invalid_input: 'Something here is not right. Look at what you entered.',
  already_set_up: 'Flowkeep has been set up already. Sign in instead.',
  last_admin: 'This is the only active admin. Make somebody else an admin first.',
  invitation_gone:
    'This invitation was used, taken back, or is more than 7 days old, or who made it is no admin any more. Ask an admin for a new one.',
  credential_not_found: 'One of these credentials is not there any more. Choose again.',
  too_many_requests:
    'Too many requests. {minutes, plural, =0 {Try again in {seconds, plural, one {# second} other {# seconds}}.} other {Try again in {minutes, plural, one {# minute} other {# minutes}}.}}',
  database_unavailable:
    'The database does not answer, or can not write. Nothing was changed. Try again soon.',
  commit_unknown:
    'The database broke off while this was being stored: it was changed or it was not. Look before you try again.',
  internal: 'Something failed in Flowkeep. An operator finds it in the log as {requestId}.',
} as const;

const emailAddress = 'Enter an e-mail address such as you@example.com.';

/** Of a field, by its name and the reason; what a form says in its own way stands under `forms`. */
const fields = {
  email: {
    invalid_type: 'Enter your e-mail address.',
    invalid_format: emailAddress,
    too_big: 'Enter an e-mail address of at most 254 characters.',
    email_taken: '{email} has an account already.',
  },
  password: {
    too_small: 'Use at least {min} characters.',
    too_big: 'Use at most {max} characters.',
  },
  name: {
    empty: 'Enter your name.',
    too_long: 'Use at most {longest} characters for the name.',
    broken_character: 'The name holds a broken character. Type it again.',
    invisible_character: 'The name holds an invisible or control character. Type it instead of pasting it.',
    holds_secret:
      'The name holds something that looks like a token or another secret. Put tokens only in the Access Token field.',
    shows_nothing: 'The name shows nothing. Use a letter or a digit.',
    is_address: 'Enter your name, not an address.',
    // Also of names that are kept for Flowkeep itself.
    name_taken:
      'Somebody here is called "{name}" already, or so much alike that people would take you for each other, or it could be taken for a part of Flowkeep. Add to your name.',
  },
} as const;

const forms = {
  resource: resourceForm,
  signIn: { password: { too_small: 'Enter your password.' } },
  setup: {
    code: {
      too_small: 'Enter the one-time code that Flowkeep printed when it started.',
      too_big: 'The code is shorter than this.',
      setup_code_wrong:
        'This is not a code of this Flowkeep. It is printed in the terminal in which Flowkeep was started, anew at each start.',
    },
  },
  join: {
    code: { invalid_format: 'This is not the link of an invitation. Copy all of it.' },
  },
  key: {
    name: { empty: 'Give the key a name.' },
    scopes: { too_small: 'Choose at least one scope: manage, use, or both.' },
    credentialIds: { too_big: 'Choose at most 100 credentials.' },
  },
} as const;

export const problem = {
  lost: 'Flowkeep did not answer. Check your connection and try again.',
  unknown: 'Flowkeep refused this as {code}.',
  badField: 'This is not right ({code}).',
  codes,
  fields,
  forms,
} as const;
