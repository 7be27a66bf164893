/** Problems of who may do what. */
import type { ProblemPages } from './page.ts';

export const accessProblems = {
  unauthenticated: {
    title: 'Nobody is signed in',
    meaning:
      'The request carries no session and no API key, or one that Flowkeep does not know; or a session that has ended.',
    who: 'You.',
    check:
      'Sign in again, or send Authorization: Bearer with the whole key. A token of Meta is no key of Flowkeep.',
    again: 'Yes, once you are signed in or the key is right.',
  },
  key_revoked: {
    title: 'The API key was revoked',
    meaning:
      'The key was right once. An admin revoked it, or it ended when whoever made it lost the right to make keys.',
    who: 'An admin, who can make a new key.',
    check:
      'The answer says when it was revoked; the audit trail, by whom. Whatever still uses it needs the new key.',
    again: 'No, not with this key.',
  },
  key_expired: {
    title: 'The API key has ended',
    meaning: 'The key was made with an end, and that has passed.',
    who: 'An admin, who can make a new key.',
    check: 'The answer says when it ended. A new key may be given a later end, or none.',
    again: 'No, not with this key.',
  },
  forbidden: {
    title: 'You may not do this',
    meaning: 'You are known, but your role, or the scopes or the credentials of your key, do not allow it.',
    who: 'An admin, who can change the role or make another key.',
    check:
      'A member can not do what is for admins. A key needs the scope manage to change things, and use at the gateway.',
    again: 'No, until the right is given.',
  },
  cross_origin: {
    title: 'The request came from another site',
    meaning:
      'With a session, a change is taken only from Flowkeep’s own pages, so that no other site can make it for you.',
    who: 'You; the operator, if Flowkeep itself is opened at another address than APP_URL.',
    check:
      'Does the address bar show the address in the answer? A program should send an API key instead of cookies.',
    again: 'Yes, from the right address.',
  },
  call_refused: {
    title: 'Flowkeep does not pass on this call',
    meaning:
      'Calls that hand out or inspect tokens, calls in calls, and parameters that would choose another token are not sent.',
    who: 'Whoever wrote the call.',
    check:
      'The answer names what was refused. A token or a proof in the call has to go: Flowkeep adds them by itself.',
    again: 'No, not this call.',
  },
  setup_code_wrong: {
    title: 'The one-time code is not right',
    meaning: 'The code is not the one that Flowkeep printed when it started last.',
    who: 'Whoever started Flowkeep, and so can see what it printed.',
    check: 'Copy the code from the end of the output of the last start. Each start prints a new one.',
    again: 'Yes, with the right code; the number of tries is limited.',
  },
  already_set_up: {
    title: 'Flowkeep has been set up already',
    meaning: 'The first admin exists, so the set-up is over.',
    who: 'An admin, who can invite you.',
    check: 'Sign in, or ask an admin for an invitation.',
    again: 'No.',
  },
  last_admin: {
    title: 'Somebody has to stay admin',
    meaning: 'This is the only admin who can sign in. Without one, nobody could manage Flowkeep.',
    who: 'An admin.',
    check: 'Make somebody else an admin first.',
    again: 'Yes, once there is another admin.',
  },
  email_taken: {
    title: 'The e-mail address has an account',
    meaning: 'Somebody with this address is a member already.',
    who: 'An admin.',
    check: 'Look for the address on the page Members; the person may be disabled.',
    again: 'Not with this address.',
  },
  invitation_gone: {
    title: 'The invitation works no more',
    meaning: 'It was used, taken back, or has ended: each works once, for 7 days.',
    who: 'An admin, who can invite you again.',
    check: 'Did you accept it before? Then sign in.',
    again: 'No. Ask for a new one.',
  },
} satisfies ProblemPages;
