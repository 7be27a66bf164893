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
  version_conflict: 'Somebody changed this in the meantime. Look at what stands there now, then decide.',
  nothing_to_roll_back: 'There is no earlier token any more. Replace the token with a new one.',
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

/** The fields of a credential; what the name may not be is said under `fields`. */
const credential = {
  name: {
    invalid_type: 'Enter a name.',
    empty: 'Enter a name.',
    name_taken: 'This name is taken. Choose another one.',
  },
  description: {
    too_long: 'Use at most {descriptionMaxLength} characters for the description.',
    broken_character: 'The description holds a broken character. Type it again.',
    invisible_character:
      'The description holds an invisible or control character. Type it instead of pasting it.',
    holds_secret:
      'The description holds something that looks like a token or another secret. Put tokens only in the Access Token field.',
  },
  accessToken: {
    invalid_type: 'Paste the access token that Meta generated.',
    empty: 'Paste the access token that Meta generated.',
    is_mask: 'This is a mask, not a token. Leave the token out to keep the one that is stored.',
    has_bearer: 'Paste only the token itself, without "Bearer" and without quotes.',
    has_gaps: 'A token has no spaces, line breaks or accented letters. Copy it again from Meta.',
    is_api_key: 'This is an API key of Flowkeep. Paste the access token that Meta generated.',
    is_app_secret: 'This is an App Secret, not a token. It has a field of its own.',
    is_number: 'This is a number, such as an ID, and no token. Copy the token from Meta.',
    is_app_token: 'This is an app token (app ID, bar, secret). Paste the token of a system user or a person.',
    has_other_signs:
      'A token has letters and digits, perhaps . _ ~ + / - and =, and no other signs. Copy it from Meta.',
    too_short:
      'This is too short for a token ({tokenMinLength} characters at least). Copy all of it from Meta.',
    too_long: 'This is too long for a token ({tokenMaxLength} characters at most).',
    token_unchanged:
      'This is the token that the credential has already. Generate a new one at Meta and paste that.',
  },
  wabaId: {
    invalid_type: 'Enter the WhatsApp Business Account ID as text.',
    empty: 'Enter the WhatsApp Business Account ID.',
    has_other_signs: 'The ID has digits only.',
    no_waba_id:
      'A WhatsApp Business Account ID has 5 to 20 digits and does not begin with 0; most have 15 or 16.',
  },
  apiVersion: {
    invalid_type: 'Enter the API version as text, such as v26.0.',
    no_version: 'Write the version as "v", a number, a point and a digit, such as v26.0.',
  },
  appSecret: {
    invalid_type: 'Enter the App Secret as text.',
    no_app_secret:
      'An App Secret has 32 characters, digits and the letters a to f. Copy it from App settings, Basic.',
  },
} as const;

const forms = {
  credential,
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
  deletion: {
    replaceWith: {
      replacement_unfit:
        'This credential can not take its place: it is gone, has no token, or belongs to another connector. Choose another one.',
      invalid_format: 'Choose the credential that takes its place.',
    },
    confirm: {
      confirmation_required: 'To delete it all the same, type the name of the credential.',
      too_big: 'The name is shorter than this.',
    },
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
