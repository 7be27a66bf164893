/** Problems that Meta's answers, or their absence, are. */
import type { ProblemPages } from './page.ts';

const newToken = 'Whoever makes tokens in Meta Business settings, and an admin, who enters the new one.';
const lookFirst =
  'After a call that changes something, look first whether it happened: nobody but Meta knows.';

export const graphProblems = {
  token_rejected: {
    title: 'Meta does not accept the token',
    meaning: 'The token was revoked, its user changed their password, or it was not copied whole.',
    who: newToken,
    check: 'Compare the last four characters of the token with those of the tile.',
    again: 'Not with this token.',
  },
  token_expired: {
    title: 'The token has ended',
    meaning: 'Tokens of people end after hours or weeks. Tokens of system users can be made without an end.',
    who: newToken,
    check: 'Make a token of a system user that never ends, and replace this one with it.',
    again: 'Not with this token.',
  },
  waba_unreachable: {
    title: 'The token does not reach the account',
    meaning:
      'The WABA ID is wrong, or the user of the token has no access to that WhatsApp Business Account.',
    who: 'You, if the ID is wrong; else an admin in Meta Business settings, under Messaging accounts.',
    check:
      'Copy the WhatsApp Business Account ID anew. It is the ID of what Meta now calls the Messaging account, neither that of the phone number or its WhatsApp account, nor that of the business.',
    again: 'Yes, once the ID or the access is right.',
  },
  permission_missing: {
    title: 'The token lacks a permission, or access to the account',
    meaning:
      'Meta allows this call only to tokens with a permission that this one does not have, or does not have for this account.',
    who: 'An admin in Meta Business settings.',
    check:
      'The answer says which of both it is. Generate a token with whatsapp_business_management and whatsapp_business_messaging; or, where it has them, give its user full control of the account.',
    again: 'Yes, with such a token, or once the user has access.',
  },
  app_secret_required: {
    title: 'The app wants its App Secret',
    meaning:
      'The app of the token is set to demand a proof with each call, which is made with the App Secret.',
    who: 'Whoever can see the app’s settings at Meta.',
    check: 'Copy the App Secret from App settings, Basic, of the token’s own app.',
    again: 'Yes, with the App Secret.',
  },
  app_secret_wrong: {
    title: 'The App Secret does not fit',
    meaning: 'The App Secret belongs to another app than the token, or was renewed.',
    who: 'Whoever can see the app’s settings at Meta.',
    check: 'Copy it anew from App settings, Basic, of the token’s own app.',
    again: 'Yes, with the right one.',
  },
  version_unknown: {
    title: 'Meta has no such API version',
    meaning: 'The version does not exist yet, or Meta no longer answers it.',
    who: 'You.',
    check: 'Choose a version from the list. Meta’s changelog tells how long each lasts.',
    again: 'Yes, with another version.',
  },
  account_restricted: {
    title: 'Meta restricted the account',
    meaning: 'Meta blocked the app, the WhatsApp Business Account, or the user of the token.',
    who: 'An admin in Meta Business settings, who can appeal.',
    check: 'Business Support Home, or the dashboard of the app, names the reason.',
    again: 'Not until Meta lifts it.',
  },
  request_refused: {
    title: 'Meta refused the call',
    meaning: 'Meta answered with an error that is about the call itself, or one that Flowkeep does not know.',
    who: 'Whoever chose the call and its parameters.',
    check: 'Meta’s own words stand in the answer. Compare the parameters with Meta’s reference.',
    again: 'Not as it is.',
  },
  graph_unreachable: {
    title: 'Meta could not be reached',
    meaning: 'No connection to Meta came about, or it broke off.',
    who: 'The operator of this Flowkeep.',
    check:
      'Can this server reach graph.facebook.com by https? Look at its DNS, its firewall, and GRAPH_BASE_URL.',
    again: `Yes, in a while. ${lookFirst}`,
  },
  graph_error: {
    title: 'Meta has a fault of its own',
    meaning: 'Meta answered that something failed on its side.',
    who: 'Meta.',
    check: 'The status page of Meta’s business products tells of larger faults.',
    again: `Yes, in a few minutes. ${lookFirst}`,
  },
  graph_nonsense: {
    title: 'What answered is not Meta, or not as usual',
    meaning:
      'The answer does not have the form of Meta’s: a redirect, a page of a proxy, or more than is taken.',
    who: 'The operator of this Flowkeep.',
    check: 'Is a proxy or firewall in between that answers by itself? Does GRAPH_BASE_URL point at Meta?',
    again: `Perhaps. ${lookFirst}`,
  },
  graph_limited: {
    title: 'Meta limits the calls',
    meaning: 'This account, app or token made as many calls as Meta allows for now.',
    who: 'Whoever sends the calls, by sending fewer.',
    check: 'The audit trail shows which key or resource makes most of them.',
    again: 'Yes, after the seconds in Retry-After.',
  },
  graph_timeout: {
    title: 'Meta did not answer in time',
    meaning: 'The call was sent, and no answer came in time.',
    who: 'Meta, or whoever looks after the network in between.',
    check: 'Does it happen with one call only? Then ask it for fewer fields or smaller pages.',
    again: `Yes, in a while. ${lookFirst}`,
  },
} satisfies ProblemPages;
