/** What debug_token tells about a token, read member by member. */

import { displayName, integer, isObject, type JsonObject, word } from '../call/untrusted.ts';
import type { TokenFacts, TokenKind } from './report.ts';

export const managementPermission = 'whatsapp_business_management';
export const messagingPermission = 'whatsapp_business_messaging';

const kinds: Record<string, TokenKind> = {
  SYSTEM_USER: 'system_user',
  USER: 'user',
  PAGE: 'page',
  APP: 'app',
};
const lastSecond = Date.UTC(9999, 11, 31) / 1000;

/** The facts of a token about which Meta would say nothing. */
export const unknownFacts: TokenFacts = {
  kind: 'unknown',
  appId: null,
  appName: null,
  scopes: null,
  issuedAt: null,
  expiresAt: null,
  neverExpires: false,
  dataAccessExpiresAt: null,
};

/** Meta's times are seconds since 1970; 0 stands for never or none. */
function instant(value: unknown): string | null {
  const seconds = integer(value);
  return seconds !== null && seconds > 0 && seconds < lastSecond
    ? new Date(seconds * 1000).toISOString()
    : null;
}

/** All permissions, also those that Meta lists only as granular ones; null where it lists none at all. */
function readScopes(data: JsonObject): string[] | null {
  const { scopes, granular_scopes: granular } = data;
  if (!Array.isArray(scopes) && !Array.isArray(granular)) return null;
  const granularNames = Array.isArray(granular)
    ? granular.map((item: unknown) => (isObject(item) ? item.scope : null))
    : [];
  const names = [...(Array.isArray(scopes) ? scopes : []), ...granularNames]
    .map((scope: unknown) => word(scope, /^[A-Za-z0-9_.:-]{1,100}$/))
    .filter((scope) => scope !== null);
  return [...new Set(names)].slice(0, 200);
}

/** Reads the `data` object of debug_token; members that are missing or of another form become null. */
export function readTokenFacts(data: JsonObject): TokenFacts {
  const appId = typeof data.app_id === 'number' ? integer(data.app_id)?.toString() : data.app_id;
  return {
    kind: (typeof data.type === 'string' && Object.hasOwn(kinds, data.type) && kinds[data.type]) || 'unknown',
    appId: word(appId, /^[0-9]{1,20}$/),
    appName: displayName(data.application),
    scopes: readScopes(data),
    issuedAt: instant(data.issued_at),
    expiresAt: instant(data.expires_at),
    neverExpires: integer(data.expires_at) === 0,
    dataAccessExpiresAt: instant(data.data_access_expires_at),
  };
}
