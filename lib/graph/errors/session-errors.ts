/** The rows of the error table about the session behind a token. */
import type { RefusalRow } from './error-row.ts';

/** Both codes share their subcodes. */
const session = [190, 102] as const;

/** The way out of most of them. */
export const newTokenAdvice = 'Generate a new token and paste it here.';

export const sessionErrors: readonly RefusalRow[] = [
  {
    codes: session,
    subcodes: [463],
    code: 'token_expired',
    field: 'accessToken',
    sentence: `Meta no longer accepts this token: it expired. ${newTokenAdvice}`,
  },
  {
    codes: session,
    subcodes: [458],
    code: 'token_rejected',
    field: 'accessToken',
    sentence:
      'The app of this token was removed from its account. Whoever owns the account can add the app again; then generate a new token.',
  },
  {
    codes: session,
    subcodes: [459, 490],
    code: 'token_rejected',
    field: 'accessToken',
    sentence:
      'Meta stopped the person behind this token at a security check. That person must log in at facebook.com and pass it; then generate a new token.',
  },
  {
    codes: session,
    subcodes: [460],
    code: 'token_rejected',
    field: 'accessToken',
    sentence: `The password of the account behind this token was changed, or Meta ended its session for security. ${newTokenAdvice}`,
  },
  {
    codes: session,
    subcodes: [464],
    code: 'token_rejected',
    field: 'accessToken',
    sentence:
      'The person behind this token has not confirmed their account with Meta. That person must confirm it at facebook.com; then generate a new token.',
  },
  {
    codes: session,
    subcodes: [466],
    code: 'token_rejected',
    field: 'accessToken',
    sentence: `This token was revoked. ${newTokenAdvice}`,
  },
  {
    codes: session,
    subcodes: [467],
    code: 'token_rejected',
    field: 'accessToken',
    sentence: `The session behind this token ended, for example by logging out. ${newTokenAdvice}`,
  },
  {
    codes: session,
    subcodes: [492],
    code: 'token_rejected',
    field: 'accessToken',
    sentence:
      'The account behind this token lost its role. An admin in Meta Business settings can give the role back; then generate a new token.',
  },
  {
    codes: session,
    subcodes: [493],
    code: 'token_rejected',
    field: 'accessToken',
    sentence:
      'The access to data behind this token ended, because its person has not used the app for 90 days. That person must log in to the app again; then generate a new token.',
  },
  {
    codes: session,
    subcodes: [452],
    code: 'token_rejected',
    field: 'accessToken',
    sentence: `The session behind this token does not exist any more. ${newTokenAdvice}`,
  },
  // Recorded without a subcode, so the words are all there is to tell an expired token by.
  {
    codes: session,
    message: /session has expired/i,
    code: 'token_expired',
    field: 'accessToken',
    sentence: `Meta no longer accepts this token: it expired. ${newTokenAdvice}`,
  },
  {
    codes: session,
    code: 'token_rejected',
    field: 'accessToken',
    sentence:
      'Meta does not accept this token. Check that all of it was copied; if so, generate a new one and paste it here.',
  },
];
