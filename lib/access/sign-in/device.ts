/**
 * Device cookies: a browser that has signed in to an account is known to it, and has tries of its own, so that
 * nobody else's wrong passwords count against it (OWASP, "Slow Down Online Guessing Attacks with Device Cookies").
 * The cookie opens nothing: the password is asked for all the same.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { cookiePrefix, cookieValue } from './cookie.ts';
import { derivedKey } from './derived-key.ts';

/** Browsers keep no cookie for more than 400 days. */
const lifeSeconds = 365 * 24 * 3_600;

let key: Uint8Array | undefined;

function mac(...parts: string[]): string {
  key ??= derivedKey('flowkeep device cookie v1');
  return createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64url');
}

/** One cookie for each account, as several people may share a browser; its name tells nobody which. */
function cookieName(email: string): string {
  return `${cookiePrefix()}flowkeep-device-${mac('name', email).slice(0, 12)}`;
}

/** @returns the Set-Cookie line that makes a browser known to an account */
export function newDeviceCookie(email: string): string {
  const id = randomBytes(16).toString('base64url');
  const end = String(Math.floor(Date.now() / 1000) + lifeSeconds);
  const secure = cookiePrefix() === '__Host-' ? '; Secure' : '';
  return `${cookieName(email)}=${id}.${end}.${mac('device', email, id, end)}; Path=/; Max-Age=${lifeSeconds}; HttpOnly; SameSite=Lax${secure}`;
}

/** @returns the id of the device that a Cookie header proves to be known to an account, else null */
export function knownDevice(cookieHeader: string | null, email: string): string | null {
  const [id = '', end = '', proof = ''] = (cookieValue(cookieHeader, cookieName(email)) ?? '').split('.');
  const given = Buffer.from(proof);
  const wanted = Buffer.from(mac('device', email, id, end));
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null;
  return Number(end) * 1000 > Date.now() ? id : null;
}
