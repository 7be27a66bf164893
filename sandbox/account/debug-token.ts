/** What debug_token says about a scripted token, and the error with which dead ones are answered. */

import type { ErrorShape } from '../answer/graph-answer.ts';
import { ownApp } from '../apps.ts';
import type { TokenScript } from '../token-script.ts';

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A time as Graph writes it into messages: "Wednesday, 16-Nov-22 07:45:51 PST". */
function pacificTime(seconds: number): string {
  const time = new Date((seconds - 8 * 3600) * 1000);
  const day = String(time.getUTCDate()).padStart(2, '0');
  const year = String(time.getUTCFullYear()).slice(2);
  const clock = time.toISOString().slice(11, 19);
  return `${weekdays[time.getUTCDay()]}, ${day}-${months[time.getUTCMonth()]}-${year} ${clock} PST`;
}

/** Why a token is dead at this moment, or null. Times are seconds since 1970. */
export function deathOf(script: TokenScript, startedAt: number, now: number): ErrorShape | null {
  if (script.dead) return script.dead;
  const end = script.expiresIn === null ? null : startedAt + script.expiresIn;
  if (end === null || end > now) return null;
  const message = `Error validating access token: Session has expired on ${pacificTime(end)}. The current time is ${pacificTime(now)}.`;
  return { code: 190, ...(script.withoutSubcode ? {} : { subcode: 463 }), message };
}

/** The `data` object. Its error names its members unlike any other error of Graph. */
export function tokenData(script: TokenScript, startedAt: number, now: number): Record<string, unknown> {
  const { type, expiresIn, issuedAgo, dataAccessIn, app = ownApp } = script;
  const death = deathOf(script, startedAt, now);
  const scopes = script.dead && !script.dead.keepsScopes ? [] : script.scopes;
  const target = script.granular === 'only' ? { target_ids: script.wabaIds } : {};
  return {
    app_id: app.id,
    type,
    application: app.name,
    data_access_expires_at: dataAccessIn === null ? 0 : startedAt + dataAccessIn,
    ...(death ? { error: { code: death.code, message: death.message, subcode: death.subcode } } : {}),
    expires_at: expiresIn === null ? 0 : startedAt + expiresIn,
    is_valid: death === null,
    ...(issuedAgo === null ? {} : { issued_at: startedAt - issuedAgo }),
    scopes: script.granular === 'only' ? [] : scopes,
    granular_scopes: scopes.map((scope) => ({ scope, ...target })),
    user_id: '104169029247128',
  };
}

/** What debug_token says of a text that is no token. */
export const unparsableData = {
  error: { code: 190, message: 'Invalid OAuth access token - Cannot parse access token' },
  is_valid: false,
  scopes: [],
};
