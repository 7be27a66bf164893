/** What a data source or destination calls, and trying it: the endpoint's fields, samples, what became of a call. */

const endpoint = {
  label: 'Endpoint',
  choose: { source: 'Choose what it reads…', destination: 'Choose what it does…' },
  parameters: 'Parameters',
  forAllRecords: 'Set here what is the same for every record. What you leave empty, each record brings.',
  hereOrRecord: 'here or with each record',
  optional: 'optional',
  more: 'More <list></list>',
  chooseOne: 'Choose…',
  notSet: 'Not set',
  needs: 'Needs <permission></permission>.',
  docs: 'Meta’s page<more> about it, in a new tab</more>',
  lacksPermission:
    'The token of this credential lacks this permission, so Meta will refuse the call. An admin can replace the token on the credential’s page.',
  moved: '{value} was moved to the next field: {why}.',
} as const;

/** Ids that are chosen from what Meta lists, by the kind of thing. */
const listed = {
  asking: 'Asking Meta…',
  askingFor:
    'Asking Meta for the {list, select, flows {flows} phone_numbers {phone numbers} other {message templates}}…',
  type: 'Type {list, select, message_templates {name/language} other {its ID}}',
  choose:
    'Choose from {count, number} {list, select, flows {flows} phone_numbers {phone numbers} other {message templates}}',
  none: 'Meta lists no {list, select, flows {flows} phone_numbers {phone numbers} other {message templates}}',
  noneSentence:
    'Meta lists no {list, select, flows {flows} phone_numbers {phone numbers} other {message templates}}.',
  noneHint:
    'Meta lists no {list, select, flows {flows} phone_numbers {phone numbers} other {message templates}}: there are none yet, or the token lacks {permission}. Make one at Meta and ask again, or type {list, select, message_templates {name/language} other {its ID}}.',
  untilThen: '{problem} Until then, type {list, select, message_templates {name/language} other {its ID}}.',
  noMatch: 'None of them matches.',
  show: 'Show {list, select, flows {flows} phone_numbers {phone numbers} other {message templates}}',
  asTyped: 'as you typed it',
  again: 'Ask again',
  elsewhere:
    'It is not among the {list, select, flows {flows} phone_numbers {phone numbers} other {message templates}} of this account: it was deleted, or belongs to another one. Choose anew.',
} as const;

const answer = {
  label: 'The answer',
  table: 'Table',
  json: 'JSON',
  request: 'Request',
  empty:
    'Meta answered with an empty list. It does so, too, where the token lacks the permission for a full one.',
  asTable: 'The answer as a table',
  partAsTable: '{name} as a table',
  field: 'Field',
  value: 'Value',
  newTab: '(opens a new tab)',
  text: 'The answer, without tokens',
  status: 'Status {status}',
  took: '{milliseconds} ms',
  trace: 'trace {id}',
} as const;

const request = {
  text: 'The request; Flowkeep puts the token in',
  gateway: 'The same through the gateway, for your pipeline',
  copyCurl: 'Copy as curl',
} as const;

const source = {
  fetch: 'Fetch sample',
  again: 'Fetch again',
  asking: 'Asking Meta.',
  answered: 'Meta answered.',
  answeredRows: 'Meta answered with {count, plural, one {# row} other {# rows}}.',
  pages: 'Pages of the sample',
  previous: 'Previous page',
  next: 'Next page',
} as const;

const destination = {
  show: 'Show the request',
  preparing: 'Preparing the request.',
  sending: 'Sending.',
  onlyShown: 'The request is shown. Nothing was sent.',
  setForAll: '{label}: {message} It is set for all records; change it there.',
  press: {
    reads: {
      button: 'Make this call',
      text: 'Nothing was sent. Pressing makes this very call with {name}. It only reads.',
    },
    changes: {
      button: 'Make this call once',
      text: 'Nothing was sent. Pressing makes this very call with {name}. It changes something at Meta.',
    },
    sends: {
      button: 'Send this once',
      text: 'Nothing was sent. Pressing makes this very call with {name}. It reaches a person, and Meta may charge for it.',
    },
    deletes: {
      button: 'Do this once, for good',
      text: 'Nothing was sent. Pressing makes this very call with {name}. It can’t be undone.',
    },
  },
} as const;

/** What became of a call that Meta answered with success. */
const outcome = {
  done: 'Meta took it',
  invalid: 'Meta took it, and found {count, plural, one {# error} other {# errors}} in the Flow JSON',
  invalidWay: 'The flow is a draft, and can’t be published before the JSON is put right.',
  place: 'Line {line, number}, column {column, number}: {message}',
  wordless: 'An error without words',
  partly: 'Meta migrated {migrated, number} of {count, plural, one {# flow} other {# flows}}',
  partlyWay: 'These stayed where they are:',
  notDone: 'Meta answered, but did not do it',
  notDoneWay: 'It gives no reason. Fetch what it is about with a source, to see how it stands.',
} as const;

const failure = {
  title: 'This could not be done',
  refused: 'Meta refused the call',
  refusedAs: 'Meta refused the call with its error {code}',
  meta: 'Meta: <words></words>',
  details: 'Details',
  copyDetails: 'Copy details',
  signIn: 'Sign in',
  /** The lines of the details, to be copied for whoever helps. */
  lines: {
    meta: 'Meta: {text}',
    details: 'Details: {text}',
    title: 'Title: {text}',
    explanation: 'Explanation: {text}',
    code: 'Code: {code}',
    subcode: 'Code: {code}, subcode {subcode}',
    noCode: 'none',
    status: 'Status: {text}',
    trace: 'Trace: {text}',
    request: 'Request: {text}',
  },
  /** By the codes of problems. */
  codes: {
    endpoint_missing: 'This has no endpoint yet. Edit it and choose one.',
    credential_not_found: 'Its credential was deleted. Choose another one first.',
    token_missing: 'This credential has no token. Ask an admin to give it a new one.',
  },
} as const;

export const sample = {
  cancel: 'Cancel',
  endpoint,
  listed,
  answer,
  request,
  source,
  destination,
  outcome,
  failure,
} as const;
