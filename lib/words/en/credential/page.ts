/** A credential's own page, and the forms on it that change the credential. */

/** The fields in which two states of a credential may differ. */
const fields = {
  name: 'Credential Name',
  description: 'Credential Description',
  token: 'Token',
  wabaId: 'WhatsApp Business Account ID',
  apiVersion: 'API Version',
} as const;

const header = {
  back: 'Credentials',
  createdBy: 'created by {name} <when></when>',
  locked: 'This credential is locked',
  lockedText:
    'The key that sealed its token is not loaded, or its row was changed. An operator can put the key back; an admin can replace the token.',
  needsToken: 'This credential needs a token',
  needsTokenText:
    'It was deleted and brought back. Its old token was destroyed, so nothing can use it until it is given a new one.',
  failing: 'Pipelines that use it fail until it is put right.',
  check: 'Check now<more>: {name}</more>',
  stopCheck: 'Checking… Stop<more>: {name}</more>',
} as const;

const inline = {
  use: 'Use “{name}”',
  edit: { name: 'Edit Credential Name', description: 'Edit Credential Description' },
  hint: 'Saved when you leave the field. Esc brings the old text back.',
  saving: 'Saving…',
  saved: 'Saved.',
  undo: 'Undo',
  noDescriptionYet: 'No description yet.',
  noDescription: 'No description.',
} as const;

const token = {
  title: 'Token',
  label: 'Access Token',
  give: 'Give it a token',
  replace: 'Replace token',
  kind: 'Kind',
  lastFour: 'Last four',
  fingerprint: 'Fingerprint',
  copyFingerprint: 'Copy the fingerprint',
  expires: 'Expires',
  never: 'never',
  dataAccess: 'Access to data ends',
  permissions: 'Permissions',
  app: 'Meta app',
  appSecret: 'App Secret',
  secretStored: 'stored, sealed like the token',
  secretNone: 'none',
  setBy: 'Set by',
  setByAt: '{name}, <when></when>',
  sameAs: 'Same token as',
  replaced: 'The token was replaced.',
  rolledBack: 'The token before is back in its place.',
} as const;

const rollBack = {
  kept: 'The token before this one is kept: you can go back to it for the time being.',
  ends: 'It is destroyed <when></when>',
  button: 'Roll back',
  ask: 'Roll back to the token before?',
  no: 'Keep this one',
  text: 'The token in use, …{lastFour}, is set aside and the one before it is used again, at once, with the account it was proven for. Meta is asked about it right after. You can roll forward again.',
} as const;

const settings = {
  title: 'Settings',
  edit: 'Edit<more> settings</more>',
  account: 'Account',
  wabaId: 'WABA ID',
  copyWabaId: 'Copy the WABA ID',
  apiVersion: 'API Version',
  connector: 'Connector',
  reference: 'Reference',
  copyReference: 'Copy the reference',
  saved: 'Saved.',
} as const;

const inspections = {
  title: 'Last inspections',
  none: 'Meta has not been asked about this credential yet.',
  verdicts: { usable: 'Accepted', refused: 'Refused', undecided: 'Meta could not be asked' },
  by: '<when></when> by {by}',
  metaSaid: 'Meta said: “<words></words>”',
  forPeople: 'For people: “<words></words>”',
  errorCodes: {
    httpStatus: 'HTTP {value}',
    code: 'code {value}',
    subcode: 'subcode {value}',
    traceId: 'trace ID {value}',
  },
  asked:
    'Asked with {requested}{answered, select, yes {, answered as {served}} other {}}{about, select, yes {, about WABA {waba}} other {}}. Token version {version}.',
} as const;

const conflict = {
  title: '{name} changed this <when></when>',
  text: 'You had not seen that yet, so nothing of yours was saved. Look at both and choose.',
  field: 'Field',
  tokenOf: '…{lastFour}, set by {name}',
  edit: { mine: 'Yours', theirs: 'Theirs', useMine: 'Use mine', takeTheirs: 'Take theirs' },
  replace: {
    mine: 'When you looked',
    theirs: 'Now',
    useMine: 'Replace it all the same',
    takeTheirs: 'Leave it as it is',
  },
} as const;

const differences = {
  title: 'This token is not like the one before',
  text: 'Everything that uses this credential would go on with what stands at the right. The old token stays in use until you confirm.',
  now: 'Now',
  after: 'With this token',
  what: { waba: 'WhatsApp Business Account', app: 'Meta app' },
  noName: 'without a name',
  confirm: 'Type {name} to replace it all the same',
  wrong: 'Type {name} to go on, or go back.',
  back: 'Go back',
  go: 'Replace the token',
} as const;

const replaceToken = {
  form: 'Replace token',
  promise: 'Checked with Meta first. The old token stays in use until then.',
  secretKept: 'Left empty, the stored App Secret stays with the credential.',
  secretHint: 'Only for apps that require a proof made with it. Sealed like the token.',
  removeSecret: 'Remove the stored App Secret',
} as const;

export const credentialPage = {
  fields,
  header,
  inline,
  token,
  rollBack,
  settings,
  inspections,
  usedBy: {
    title: 'Used by',
    none: 'No data source and no data destination uses it.',
    newest: 'The newest {count, number} of {total, number}.',
  },
  history: { title: 'History', older: 'Show older' },
  notTold: 'not told by Meta',
  conflict,
  differences,
  replaceToken,
  editSettings: { form: 'Edit settings', promise: 'Checked with Meta before it is saved.' },
} as const;
