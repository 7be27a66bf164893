/** The only place that knows the session cookie. */
import { environment } from '../../env.ts';

/** `__Host-` binds the cookie to this host and to https, which plain http on this machine can't have. */
export function sessionCookieName(): string {
  return `${cookiePrefix()}next-auth.session-token`;
}

export function cookiePrefix(): '__Host-' | '' {
  return environment().appUrl.startsWith('https:') ? '__Host-' : '';
}

/** The value of a cookie in a Cookie header; null if it isn't there. */
export function cookieValue(header: string | null, name: string): string | null {
  for (const pair of header?.split(';') ?? []) {
    const cut = pair.indexOf('=');
    if (cut > 0 && pair.slice(0, cut).trim() === name) return pair.slice(cut + 1).trim();
  }
  return null;
}
