/** The only place that knows the names of cookies and reads their header. */
import { environment } from '../../env.ts';

/** `__Host-` binds the cookie to this host and to https, which plain http on this machine can't have. */
export function sessionCookieName(): string {
  return `${cookiePrefix()}next-auth.session-token`;
}

export function cookiePrefix(): '__Host-' | '' {
  return environment().appUrl.startsWith('https:') ? '__Host-' : '';
}

/** The names and values in a Cookie header, in its order. */
function cookiesOf(header: string | null): (readonly [name: string, value: string])[] {
  return (header?.split(';') ?? []).flatMap((pair) => {
    const cut = pair.indexOf('=');
    return cut > 0 ? [[pair.slice(0, cut).trim(), pair.slice(cut + 1).trim()] as const] : [];
  });
}

/** The value of a cookie in a Cookie header; null if it isn't there, or there more than once: readers differ in which they take. */
export function cookieValue(header: string | null, name: string): string | null {
  const [value, ...others] = cookiesOf(header).flatMap(([each, text]) => (each === name ? [text] : []));
  return others.length > 0 ? null : (value ?? null);
}

/**
 * Whether a Cookie header names more than one session, or one in parts: next-auth takes the last, and joins all whose
 * name begins like the session cookie's, where Flowkeep would take one.
 */
export function isSessionAmbiguous(header: string | null): boolean {
  const names = cookiesOf(header).flatMap(([name]) => (name.startsWith(sessionCookieName()) ? [name] : []));
  return names.length > 1 || (names.length === 1 && names[0] !== sessionCookieName());
}
