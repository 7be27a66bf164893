/**
 * The scripted tokens: each shows one thing that Graph does. Their texts are made, always the same, and work
 * nowhere but here. Besides these, any text of `EAASANDBOX` and at least 20 letters and digits acts as a system
 * user's token that never expires and reaches every WABA of the sandbox: for tests and benchmarks.
 */
import { createHash } from 'node:crypto';
import { wabas } from './account/wabas.ts';
import type { ErrorShape } from './answer/graph-answer.ts';
import type { Misbehaviour } from './answer/misbehaviour.ts';
import type { SandboxToken, TokenScript } from './token-script.ts';

const hour = 3600;
const day = 24 * hour;
const management = 'whatsapp_business_management';
const messaging = 'whatsapp_business_messaging';
const everyWaba = wabas.map(({ id }) => id);
const [lucky = '', brasil = '', market = '', wool = ''] = everyWaba;

/** The secret of the sandbox's app; proofs are checked with it. */
export const sandboxAppSecret = '5a4d0b0f00d5ca1ab1e0ddba11c0ffee';

const systemUser: TokenScript = {
  type: 'SYSTEM_USER',
  expiresIn: null,
  issuedAgo: 30 * day,
  dataAccessIn: null,
  scopes: [management, messaging],
  granular: 'also',
  wabaIds: everyWaba,
};
const person: TokenScript = {
  ...systemUser,
  type: 'USER',
  expiresIn: 60 * day,
  issuedAgo: 5,
  dataAccessIn: 90 * day,
  scopes: ['public_profile', management, messaging],
};

/** A text of a token's look: 200 letters and digits that say what they are. */
function tokenText(id: string): string {
  const words = id.split('-').map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`);
  // Real tokens often end with ZD too; the two before it tell these apart.
  const mark = createHash('sha256').update(id).digest('hex').slice(0, 2);
  return `EAADemo${words.join('')}${'NotARealToken'.repeat(16)}`.slice(0, 196).concat(mark, 'ZD');
}

const scripts = new Map<string, { id: string; script: TokenScript }>();

function define(
  id: string,
  label: string,
  description: string,
  script: TokenScript,
  entry: { wabaId?: string; apiVersion?: string; appSecret?: string } = {},
): SandboxToken {
  const token = tokenText(id);
  scripts.set(token, { id, script });
  return { id, label, description, token, wabaId: lucky, ...entry };
}

function misbehaving(id: Misbehaviour, label: string, description: string): SandboxToken {
  return define(id, label, description, { ...systemUser, misbehaviour: id });
}

const sessionError = (subcode: number, message: string): ErrorShape => ({
  code: 190,
  subcode,
  message: `Error validating access token: ${message}`,
});

/** Every scripted token, with what to enter beside it. */
export const sandboxTokens: readonly SandboxToken[] = [
  define('never-expiring', 'System user, never expires', 'Everything is in order.', systemUser),
  define(
    'brasil',
    'System user of another account',
    'In order, for one account only.',
    { ...systemUser, wabaIds: [brasil] },
    { wabaId: brasil },
  ),
  define('other-app', 'System user of another Meta app', 'In order, but issued to another app.', {
    ...systemUser,
    app: { id: '1147236045698231', name: 'Lucky Shrub CRM' },
  }),
  define(
    'long-id',
    'System user, account with 17 digits',
    'In order; the account has no flows yet.',
    { ...systemUser, wabaIds: [wool] },
    { wabaId: wool },
  ),
  define(
    'sixty-days',
    'System user, 60 days',
    'In order; ends 60 days after the sandbox started.',
    { ...systemUser, expiresIn: 60 * day, issuedAgo: 5 },
    { wabaId: market },
  ),
  define('ends-soon', 'User, 6 days left', 'Works, with a warning that it ends soon.', {
    ...person,
    expiresIn: 6 * day,
    issuedAgo: 54 * day,
    dataAccessIn: 36 * day,
  }),
  define('data-access', 'User, access to data ends', 'Never expires, but its access to data does.', {
    ...person,
    expiresIn: null,
  }),
  define('short-lived', 'User, short-lived', 'Works for less than a day, with a warning.', {
    ...person,
    expiresIn: 23 * hour,
    issuedAgo: null,
  }),
  define('expired', 'Expired', 'Refused, and Graph says why.', {
    ...person,
    expiresIn: -4 * day,
    issuedAgo: 64 * day,
  }),
  define('expired-vague', 'Expired, without a subcode', 'Refused; only the words tell why.', {
    ...person,
    expiresIn: -4 * day,
    issuedAgo: 64 * day,
    withoutSubcode: true,
  }),
  define('revoked', 'Revoked', 'Refused: someone revoked it.', {
    ...systemUser,
    dead: {
      ...sessionError(466, 'The session was invalidated explicitly using an API call.'),
      keepsScopes: false,
    },
  }),
  define('password-changed', 'Password changed', 'Refused: its person has a new password.', {
    ...person,
    expiresIn: null,
    dead: {
      ...sessionError(
        460,
        'The session has been invalidated because the user changed their password or Facebook has changed the session for security reasons.',
      ),
      keepsScopes: true,
    },
  }),
  define('no-messaging', 'Without messaging permission', 'Works, with a warning.', {
    ...systemUser,
    scopes: [management],
  }),
  define('no-management', 'Without management permission', 'Refused for the missing permission.', {
    ...systemUser,
    scopes: [messaging],
    wabaError: {
      status: 403,
      code: 200,
      message: '(#200) You do not have the necessary permissions for this WhatsApp Business Account',
    },
  }),
  define('not-eligible', 'App without permission', 'Refused with code 10.', {
    ...systemUser,
    scopes: [],
    wabaError: { code: 10, message: '(#10) Application does not have permission for this action' },
  }),
  define('granular', 'Permissions only granular', 'In order, though Meta lists its permissions elsewhere.', {
    ...systemUser,
    granular: 'only',
    wabaIds: [lucky],
  }),
  define('no-self-inspection', 'Cannot look itself up', 'Works; its kind and end stay unknown.', {
    ...systemUser,
    untold: true,
  }),
  define(
    'proof',
    'App that demands proofs',
    'Works with its App Secret, and is refused without it.',
    { ...systemUser, needsProof: true },
    { appSecret: sandboxAppSecret },
  ),
  define(
    'wrong-waba',
    'Account out of reach',
    'Refused: the token does not reach this account.',
    { ...systemUser, wabaIds: [lucky] },
    { wabaId: '114503234599312' },
  ),
  define(
    'phone-number',
    'Phone number ID instead of the account’s',
    'Refused: the ID is a phone number.',
    systemUser,
    { wabaId: '106540352242922' },
  ),
  define(
    'business',
    'Business ID instead of the account’s',
    'Refused: the ID is a business, which has no flows.',
    systemUser,
    { wabaId: '506914307656634' },
  ),
  define('limited', 'Asked too often', 'Undecided: Meta wants 12 minutes of rest.', {
    ...systemUser,
    wabaError: {
      code: 80008,
      message:
        '(#80008) There have been too many calls to this WhatsApp Business account. Wait a bit and try again. For more info, please refer to https://developers.facebook.com/docs/graph-api/overview/rate-limiting.',
      minutes: 12,
    },
  }),
  define('restricted', 'Restricted account', 'Refused: Meta blocked the account for a time.', {
    ...systemUser,
    wabaError: {
      code: 368,
      message: 'The action attempted has been deemed abusive or is otherwise disallowed',
    },
  }),
  define('transient', 'Meta busy', 'Undecided: Meta asks to try again.', {
    ...systemUser,
    wabaError: {
      status: 503,
      code: 2,
      message: 'An unexpected error has occurred. Please retry your request later.',
      isTransient: true,
    },
  }),
  define('unknown-version', 'Version that does not exist', 'Refused for the version.', systemUser, {
    apiVersion: 'v99.0',
  }),
  define(
    'old-version',
    'Retired version',
    'Works, answered as the oldest version that Meta still serves.',
    systemUser,
    { apiVersion: 'v18.0' },
  ),
  misbehaving('slow', 'Slow', 'Works, after 3 seconds.'),
  misbehaving('hang', 'Never answers', 'Undecided after the time limit.'),
  misbehaving('error-json', 'Fault, as JSON', 'Undecided: Meta has a fault.'),
  misbehaving('error-html', 'Fault, as a web page', 'Undecided: Meta has a fault.'),
  misbehaving('html', 'A web page instead of an answer', 'Undecided: this is not Graph.'),
  misbehaving('reset', 'Connection reset', 'Undecided: Meta is out of reach.'),
  misbehaving('truncated', 'Answer cut off', 'Undecided: the connection breaks off.'),
  misbehaving('redirect', 'Redirect', 'Undecided: not followed.'),
  misbehaving('gzip-bomb', 'Compressed bomb', 'Undecided: 200 MB in a small answer, not unpacked.'),
  misbehaving('huge', 'Huge answer', 'Undecided: 5 MB where some bytes are due.'),
];

/** What a token's text does here, or null for a text that Graph cannot parse. */
export function findToken(text: string): { id: string; script: TokenScript } | null {
  const scripted = scripts.get(text);
  if (scripted) return scripted;
  return /^EAASANDBOX[A-Za-z0-9]{20,}$/.test(text) ? { id: 'wildcard', script: systemUser } : null;
}
