/** Data sources and destinations: their lists, their pages, and the steps of creating one. */

const list = {
  saved: '{name} was saved.',
  deleted: 'The {kind, select, source {data source} other {data destination}} was deleted.',
  search: 'Search',
  searchIn: 'Search {kind, select, source {sources} other {destinations}}',
  placeholder: 'Search by name or credential',
  noMatch: 'Nothing matches “{search}”',
  clear: 'Clear the search',
  none: 'No {kind, select, source {data source} other {data destination}} yet',
  about: {
    source: 'A data source reads from WhatsApp with a credential. Create the first one in four short steps.',
    destination:
      'A data destination writes to WhatsApp with a credential. Create the first one in four short steps.',
  },
  created: 'Created by {name}, <when></when>',
  pages: 'Pages',
  total: '{total, number} in all',
  newer: 'Newer',
  older: 'Older',
} as const;

const credential = {
  title: 'Credential',
  useAnother: 'Use another<more> credential</more>',
  gone: 'No credential: the one it had was deleted',
  choose: 'Choose a credential<more> for {name}</more>',
  chooseFor: 'Choose a credential for {name}',
  label: 'Credential',
  missing: 'Choose a credential.',
  confirm: 'Use it',
  usesNow: 'It uses {name} now.',
  changed: 'Somebody changed it in the meantime. This is how it is now.',
} as const;

const page = {
  lastUsed: 'last used <when></when>',
  notUsed: 'not used yet',
  created: 'created by {name} <when></when>',
  delete: {
    button: 'Delete<more> this {kind, select, source {data source} other {data destination}}</more>',
    title: 'Delete {name}?',
    yes: 'Delete',
    no: 'Keep it',
    text: 'Pipelines that name this {kind, select, source {data source} other {data destination}} are refused from then on. Its credential stays. This can’t be undone.',
  },
  does: 'What it does',
  endpoint: 'Endpoint',
  noEndpoint: 'none chosen yet',
  unknownEndpoint: '{id} (not known to this version)',
  yes: 'yes',
  reference: 'Reference',
  copyReference: 'Copy the reference',
  edit: 'Edit<more> name, description and endpoint</more>',
  editing: 'Edit',
  saved: 'Saved.',
  showCurrent: 'Show what stands there now',
  test: 'Test',
  credentialFirst: 'Choose a credential first: the one it had was deleted.',
  endpointFirst: 'Choose an endpoint first, under Edit.',
} as const;

const wizard = {
  steps: {
    connector: 'Connector',
    authenticate: 'Authenticate',
    configure: 'Configure',
    test: 'Test & Save',
  },
  /** Behind the name of a step. */
  stepDone: '(done)',
  connector: 'Select connector',
  connectorText:
    'Choose the kind of system that this {kind, select, source {data source} other {data destination}} talks to.',
  configure: {
    source: 'Say what it is called and what it reads.',
    destination: 'Say what it is called and what it does.',
  },
  test: {
    source: 'Look at the first page of what it reads, then save.',
    destination: 'Look at the call that it would make for one record, then save.',
  },
  uses: 'Uses the credential',
  waba: 'WABA {id}',
  nothingToTest: 'No endpoint was chosen, so there is nothing to test yet.',
  saveAs: 'Save as “{name}”',
  noTestNeeded:
    'Saving needs no test. It records that this {kind, select, source {data source} other {data destination}} uses the credential.',
  back: 'Back',
  next: 'Next',
} as const;

/** Why something was not done, where more is known than the code says. */
const refused = {
  name_taken:
    'A {kind, select, source {data source} other {data destination}} with this name exists already. “{suggestion}” is free.',
  version_conflict:
    'Somebody changed this {kind, select, source {data source} other {data destination}} in the meantime. Look at what stands there now, then decide.',
  credential_not_found: 'There is no such credential any more. Choose another one.',
  connector_mismatch: 'This credential belongs to another connector. Choose one of this connector.',
  token_missing: 'This credential has no token. Choose another one, or give it a new token first.',
  lost: 'Flowkeep did not answer. What you filled in is still here. Try again.',
} as const;

export const resource = {
  many: { source: 'Sources', destination: 'Destinations' },
  create: { source: 'New data source', destination: 'New data destination' },
  name: 'Name',
  description: 'Description',
  optional: 'optional',
  cancel: 'Cancel',
  save: 'Save',
  notSaved: 'It was not saved',
  signIn: 'Sign in',
  list,
  credential,
  page,
  wizard,
  refused,
} as const;
