/** A credential as a tile: how it stands, and what is known of its token. */
export const credentialTile = {
  loading: 'Loading the credentials',
  locked: 'Locked: its key is missing',
  valid: 'Valid',
  expires: 'Expires {when}',
  expiresSoon: 'Expires soon',
  unchecked: 'Not checked',
  invalid: 'Invalid',
  /** Why it is invalid, by the reason of its status. */
  reasons: {
    token_rejected: 'Meta rejects the token',
    token_expired: 'The token has expired',
    token_missing: 'Needs a token',
    waba_unreachable: 'The account is out of reach',
    permission_missing: 'A permission or access is missing',
    app_secret_required: 'Meta asks for the App Secret',
    app_secret_wrong: 'The App Secret is wrong',
    version_unknown: 'Meta knows no such version',
    account_restricted: 'Meta restricted the account',
    request_refused: 'Meta refuses the request',
  },
  age: { checked: '· checked <when></when>', tried: '· tried <when></when>' },
  /** The kind of a token, with its end where that is known. */
  kinds: {
    system_user:
      '{end, select, never {System user, no end} known {System user, ends {when}} other {System user}}',
    user: '{end, select, never {Person, no end} known {Person, ends {when}} other {Person}}',
    page: '{end, select, never {Page, no end} known {Page, ends {when}} other {Page}}',
    app: '{end, select, never {App, no end} known {App, ends {when}} other {App}}',
    unknown:
      '{end, select, never {Kind unknown, no end} known {Kind unknown, ends {when}} other {Kind unknown}}',
  },
  usage: '{count, plural, =0 {not used yet} other {used by {count, number}}}',
  waba: 'WABA <id></id>',
  sameTokenAs: 'Same token as {names}',
  tokenSet: 'Token set by {name}, <when></when>',
  fingerprint: 'Fingerprint <code></code>',
} as const;
