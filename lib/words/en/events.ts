/** Events of the audit trail as sentences: who did it comes first, `{target}` is what it was done to. */
const keptKeys =
  '{kept, plural, =0 {} one { and kept 1 API key of theirs} other { and kept # API keys of theirs}}';
const used = '{count, plural, one {1 data resource} other {# data resources}}';

const role = (name: string) => `{${name}, select, admin {admin} member {member} other {{${name}}}}`;

const done = {
  person: {
    signed_in: '{who} signed in',
    signed_out: '{who} signed out',
    created: `{who} made an account for {target} as ${role('role')}`,
    invited: `{who} invited {target} as ${role('role')}`,
    role_changed: `{who} made {target} ${role('to')} instead of ${role('from')}${keptKeys}`,
    disabled: `{who} disabled {target}${keptKeys}`,
    enabled: '{who} enabled {target} again',
    removed: `{who} removed {target}${keptKeys}`,
  },
  invitation: { revoked: '{who} took back the invitation of {target}' },
  api_key: {
    created: '{who} made the API key {target}',
    revoked: '{who} revoked the API key {target}',
  },
  audit: {
    read: '{who} read the audit trail',
    accepted: '{who} took the audit trail as it stands: {reason}',
  },
  credential: {
    added: '{who} added {target}',
    inspected:
      '{who} checked {target} with Meta: {accepted, select, yes {accepted} no {refused} other {{verdict}}}',
    edited: '{who} changed the {fields} of {target}',
    token_replaced: '{who} replaced the token of {target}',
    rolled_back: '{who} rolled {target} back to the token before',
    token_destroyed: '{who} destroyed a replaced token of {target}',
    token_ending: '{who} saw that the token of {target} ends on {day}',
    token_ended: '{who} saw that the token of {target} ended on {day}',
    deleted: `{who} deleted {target}{way, select, replaced { and put {other} in its place for ${used}} detached {, which ${used} used} other {}}`,
    restored: '{who} brought {target} back',
    purged: '{who} removed the record of {target} for good',
    used: '{who} used {target}: {call}{warned, select, no {} other { (warned of {warnings})}}',
  },
  token: { inspected: '{who} checked a token with Meta that was not saved' },
  resource: {
    created: '{who} created {target} with {credential}',
    edited: '{who} edited {target}',
    credential_changed:
      '{way, select, given {{who} let {target} use {to}} exchanged {{who} let {target} use {to} instead of {from}} lost {{who} left {target} without a credential: {from} was deleted} other {{who} left {target} without a credential}}',
    deleted: '{who} deleted {target}',
  },
} as const;

const refused = {
  credential: {
    used: '{who} tried to use {has, select, no {a credential} other {{target}}} and was refused: {call}',
    added: '{who} tried to add {target}; Meta refused it',
    edited: '{who} tried to edit {target}; Meta refused it',
    token_replaced: '{who} tried to replace the token of {target}; Meta refused the new one',
  },
  person: {
    signed_in: '{who} tried to sign in{has, select, no {} other { as {target}}} and was refused',
  },
} as const;

const more = '{more, plural, =0 {} other { (# more times)}}';

/** What was tried and not allowed, by the code of the problem; `{call}` is the call. */
const access = {
  forbidden: `{who} tried {call} without the right${more}`,
  unauthenticated: `{who} tried {call}, but their access had just ended${more}`,
  cross_origin: `{who} tried {call} from a page that is not Flowkeep’s${more}`,
  too_many_requests: `{who} was refused after too many tries: {call}${more}`,
  setup_code_wrong: `{who} tried to set up Flowkeep with a wrong code${more}`,
  already_set_up: `{who} tried to set up Flowkeep, which has been set up${more}`,
  invitation_gone: `{who} tried an invitation that is not valid${more}`,
  not_found: `{who} asked for what is not among its credentials: {call}${more}`,
  credential_not_found: `{who} named a credential that is not among its own: {call}${more}`,
  replacement_unfit: `{who} named a credential that is not among its own: {call}${more}`,
  other: `{who} was refused: {call}${more}`,
} as const;

/** The same, by what is known of the API key that was sent. */
const keys = {
  revoked: `{who} was used after it was revoked: {call}${more}`,
  expired: `{who} was used after its end: {call}${more}`,
  unknown: `{who} tried an API key that Flowkeep does not know: {call}${more}`,
} as const;

export const events = {
  somebody: 'Somebody',
  done,
  refused,
  access,
  keys,
  undecided: '{who} checked {has, select, no {a token} other {{target}}} with Meta; Meta could not be asked',
  /** An event of a version that this one does not know. */
  unknown: '{who}: {action}{has, select, no {} other { {target}}} ({outcome})',
  fields: {
    name: 'name',
    description: 'description',
    wabaId: 'WhatsApp Business Account ID',
    apiVersion: 'API Version',
  },
  details: 'details',
  unknownDay: 'a day that is not known',
  /** Between the names of fields that were changed: "name and the API Version". */
  andThe: '{fields} and the {field}',
} as const;
