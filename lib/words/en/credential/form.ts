/** The fields of a credential's forms, and Add New Credential around them. */

const hints = {
  name: 'How you and your colleagues tell it apart from others.',
  description: 'What it is for, how fresh its data is, whom to ask: whatever helps others to use it well.',
  accessToken:
    'The token that Meta generated, with the permissions for WhatsApp. It is sealed before it is stored, and nobody sees it again.',
  wabaId:
    'Names your WhatsApp Business Account, now Messaging account at Meta; most calls of the Flows API need it. Not the ID of a phone number.',
  apiVersion: 'The version of the Graph API with which Meta is called; {newest} is the newest.',
  appSecret: 'Only for apps that require a proof made with it. Sealed like the token.',
} as const;

/** What Meta does with calls of a version. */
const versions = {
  usable: 'Meta serves {version} and has not announced its last day.',
  usableUntil: 'Meta serves {version} until {day}.',
  retiring:
    'Meta retires {version} on {day}, in {days, plural, one {# day} other {# days}}; after that, calls are answered as {served}.',
  retired:
    'Meta retired {version} on {day}; calls are answered as {served}, the oldest version still served.',
  older:
    '{version} is older than {oldest}, and retired; calls are answered as {served}, the oldest version still served.',
  newer:
    '{version} is newer than {newest}, the newest version that Flowkeep knows; Meta decides whether it exists.',
  use: 'Use {version}',
  listedAsRetired: 'retired',
} as const;

/** Of a token whose shape is unusual. */
const unusual = {
  instagram:
    'This looks like an Instagram token. WhatsApp needs a token of a system user or person with WhatsApp permissions; those begin with EAA.',
  cut: 'This looks cut off or masked. Copy the whole token with the copy button at Meta.',
  other: 'Tokens for WhatsApp mostly begin with EAA. Flowkeep asks you before it sends this one to Meta.',
  short:
    'Tokens mostly have more than {usual} characters; this one has {length}. Make sure that all of it was copied.',
} as const;

/** What was done to a paste. */
const paste = {
  undo: 'Undo',
  useNone: 'Use none',
  allTheSame: 'Paste it all the same',
  use: '{off, select, switchedOff {Use {token} (switched off)} inComment {Use {token} (in a comment)} other {Use {token}}}',
  useOf:
    '{off, select, switchedOff {Use {token} of {place} (switched off)} inComment {Use {token} of {place} (in a comment)} other {Use {token} of {place}}}',
  aToken: 'a token',
  endsIn: 'ends in {lastFour}',
  endsInOf: 'ends in {lastFour}, account {account}',
  swapped: {
    accessToken: 'This looks like an ID.',
    wabaId: 'This looks like a token.',
    moveTo: 'Move it to {field}',
  },
} as const;

const add = {
  tile: 'Add Credential',
  tileText: 'An access token and a WhatsApp Business Account ID from Meta',
  opening: 'Opening the form…',
  notLoaded: 'The form could not be loaded. Check your connection and press again.',
  added: '{name} was added.',
  addedAndSelected: '{name} was added and selected.',
  notChecked: 'Not checked yet.',
  sameToken: 'It has the same token as {name}.',
  title: 'Add New Credential',
  close: 'Close',
  promise: 'Checked with Meta, then sealed.',
  naming: 'Name & description',
  settings: 'Credential settings',
  wrong: '{count, plural, one {# field needs another look} other {# fields need another look}}',
  takeName: 'Use “{name}”',
  openOther: 'Open the other one<more> (opens a new tab)</more>',
  discard: {
    title: 'Discard what you entered?',
    text: 'The token and everything else in this form will be gone. Nothing was saved.',
    yes: 'Discard',
    no: 'Keep editing',
  },
  unchecked: {
    title: 'Save without checking?',
    text: 'Flowkeep seals the credential and marks it Not checked. Until a check succeeds, nobody knows whether pipelines can use it. If Meta can be asked after all and refuses it, it is not saved.',
    yes: 'Save without checking',
    no: 'Go back',
  },
} as const;

/** The frame of the guide beside the form. */
const guide = {
  label: 'Where to find what this form asks for',
  title: 'Where to find it',
  copy: 'Copy {value}',
  newTab: '(opens a new tab)',
  further: 'More at Meta: <links></links>',
  picture: {
    portfolio: 'Business portfolio',
    app: 'App',
    account: 'WhatsApp Business Account',
    phone: 'Phone number',
    title:
      'A business portfolio owns apps and WhatsApp Business Accounts; an account owns phone numbers. The ID of the WhatsApp Business Account is the one to copy.',
    caption:
      'Meta’s newer pages call it the Messaging account. Not the portfolio, the app, the phone number or its WhatsApp account: their IDs look the same and are refused.',
  },
} as const;

export const credentialForm = {
  labels: {
    name: 'Credential Name',
    description: 'Credential Description',
    accessToken: 'Access Token',
    wabaId: 'WhatsApp Business Account ID',
    apiVersion: 'API Version',
    appSecret: 'App Secret',
  },
  hints,
  optional: 'optional',
  looksRight: '✓ Looks right',
  whereIsIt: 'Where is it?<more> {field}</more>',
  show: 'Show {field}',
  advanced: 'Advanced',
  versions,
  unusual,
  paste,
  add,
  guide,
} as const;
