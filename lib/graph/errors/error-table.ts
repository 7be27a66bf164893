/**
 * What each error of Graph means for a credential: the first row that fits decides. The code decides, never the
 * HTTP status, because Meta sends the same error with several statuses; a message only where codes are shared.
 * Sources: Meta's error references for Graph and for WhatsApp, and answers that public projects recorded.
 */
import type { CodeRange, ErrorRow } from './error-row.ts';
import { newTokenAdvice, sessionErrors } from './session-errors.ts';

const limitCodes: readonly CodeRange[] = [4, 17, 32, 341, 613, [80000, 80014], 130429, 131056];
const faultCodes: readonly CodeRange[] = [1, 2, 131000, 131016, 131057, 133004, 2494100];

const errorTable: readonly ErrorRow[] = [
  ...sessionErrors,
  {
    codes: [100],
    message: /invalid appsecret_proof/i,
    code: 'app_secret_wrong',
    field: 'appSecret',
    sentence:
      'The App Secret does not belong to the app of this token. Copy it from App settings, Basic, of the same app.',
  },
  {
    codes: [100],
    message: /appsecret_proof|app secret proof/i,
    code: 'app_secret_required',
    field: 'appSecret',
    sentence:
      'The app of this token demands its App Secret with each call. Copy it from App settings, Basic, and enter it under App Secret.',
  },
  {
    codes: [104, 0],
    code: 'token_rejected',
    field: 'accessToken',
    sentence: `Meta does not accept this token. ${newTokenAdvice}`,
  },
  {
    codes: [2500],
    message: /active access token/i,
    code: 'token_rejected',
    field: 'accessToken',
    sentence: `Meta does not see an active token in this one. ${newTokenAdvice}`,
  },
  {
    codes: [2500],
    message: /unknown path components/i,
    code: 'version_unknown',
    field: 'apiVersion',
    sentence: 'Meta has no such version of its API. Choose another API Version.',
  },
  {
    codes: [2635],
    code: 'version_unknown',
    field: 'apiVersion',
    sentence: 'Meta no longer answers this version of its API. Choose a newer API Version.',
  },
  {
    codes: [100],
    message: /nonexisting field .* on node type \((?!WhatsAppBusinessAccount\))/i,
    code: 'waba_unreachable',
    field: 'wabaId',
    sentence:
      'This ID belongs to something else than a WhatsApp Business Account, perhaps a phone number, its WhatsApp account or a business. Copy the WhatsApp Business Account ID from WhatsApp, API Setup.',
  },
  {
    codes: [100],
    subcodes: [33],
    code: 'waba_unreachable',
    field: 'wabaId',
    sentence:
      'Meta shows no WhatsApp Business Account with this ID to this token: the ID is wrong, or the token has no access to it. Check the ID; if it is right, an admin can assign the account to the user of the token, in Meta Business settings under Messaging accounts.',
  },
  {
    codes: [803],
    code: 'waba_unreachable',
    field: 'wabaId',
    sentence:
      'Meta shows no WhatsApp Business Account with this ID to this token: the ID is wrong, or the token has no access to it. Check the ID; if it is right, an admin can assign the account to the user of the token, in Meta Business settings under Messaging accounts.',
  },
  {
    codes: [33],
    code: 'waba_unreachable',
    field: 'wabaId',
    sentence:
      'What this ID stood for was deleted. Copy the WhatsApp Business Account ID from WhatsApp, API Setup.',
  },
  {
    codes: [200],
    message: /api access blocked/i,
    code: 'account_restricted',
    field: null,
    sentence:
      'Meta blocked the app of this token. An admin of the app finds the reason, and the way to appeal, in its dashboard at developers.facebook.com.',
  },
  {
    codes: [3, 10, [200, 299], 131005],
    code: 'permission_missing',
    field: 'accessToken',
    sentence:
      'The token lacks the permission whatsapp_business_management for this account. Generate a new token with it, and with whatsapp_business_messaging.',
  },
  {
    codes: [368, 131031],
    code: 'account_restricted',
    field: null,
    sentence:
      'Meta restricted this account or the user of the token. An admin finds the reason, and the way to appeal, under Business Support Home in Meta Business settings.',
  },
  {
    codes: [101],
    code: 'request_refused',
    field: 'accessToken',
    sentence:
      'Meta does not know the app of this token any more. Its admin can check it at developers.facebook.com; then generate a new token.',
  },
  { codes: limitCodes, code: 'graph_limited' },
  { codes: faultCodes, code: 'graph_error' },
];

/** Whether a row is about this error. */
function fits(row: ErrorRow, error: { code: number; subcode: number | null; message: string }): boolean {
  const { code, subcode, message } = error;
  const inRange = (range: CodeRange) =>
    typeof range === 'number' ? code === range : code >= range[0] && code <= range[1];
  if (!row.codes.some(inRange)) return false;
  if (row.subcodes && (subcode === null || !row.subcodes.includes(subcode))) return false;
  return row.message?.test(message) ?? true;
}

/** The row of an error, or null for one that Meta does not document for these calls. */
export function findErrorRow(error: {
  code: number;
  subcode: number | null;
  message: string;
}): ErrorRow | null {
  return errorTable.find((row) => fits(row, error)) ?? null;
}
