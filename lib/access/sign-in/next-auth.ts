/**
 * next-auth, reduced to what it is good at: the sign-in protocol, its CSRF token and its cookies. Who is signed
 * in is decided by our session row, never by what a JWT says.
 */
import type { NextAuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { environment } from '../../env.ts';
import { log } from '../../log.ts';
import { cookiePrefix } from './cookie.ts';
import { encodeSessionToken, sessionAbsoluteMs } from './session-token.ts';

declare module 'next-auth/jwt' {
  interface JWT {
    sid?: string;
  }
}

interface Person {
  id: string;
  name: string;
  email: string;
}

/** What next-auth has done for it once it has seen a right CSRF token. */
export interface Deeds {
  /** @returns whose e-mail and password these are; null when they are wrong */
  check(input: Partial<Record<'email' | 'password', string>>): Promise<Person | null>;
  /** Starts a session for the person that `check` has let in. @returns its id */
  enter(): Promise<string>;
  /** Ends the session of this browser. */
  leave(): Promise<void>;
}

function cookie(name: string) {
  const secure = cookiePrefix() === '__Host-';
  return {
    name: `${cookiePrefix()}next-auth.${name}`,
    options: { httpOnly: true, sameSite: 'lax' as const, path: '/', secure },
  };
}

/** Built on demand, as it depends on the environment that the start completes. */
export function authOptions({ check, enter, leave }: Deeds): NextAuthOptions {
  const { appUrl, sessionSecret } = environment();
  return {
    secret: sessionSecret ?? undefined,
    providers: [
      CredentialsProvider({
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        authorize: (input) => check(input ?? {}),
      }),
    ],
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/sign-in' },
    session: { strategy: 'jwt', maxAge: sessionAbsoluteMs / 1000 },
    useSecureCookies: cookiePrefix() === '__Host-',
    cookies: {
      sessionToken: cookie('session-token'),
      callbackUrl: cookie('callback-url'),
      csrfToken: cookie('csrf-token'),
    },
    jwt: {
      encode: ({ token }) => encodeSessionToken(token?.sid ?? ''),
      // Flowkeep reads the session's cookie by itself (lib/access/authenticate.ts).
      decode: async () => ({}),
    },
    callbacks: {
      redirect: ({ url }) => (url.startsWith(`${appUrl}/`) ? url : `${appUrl}/sources`),
      jwt: async () => ({ sid: await enter() }),
    },
    events: { signOut: leave },
    logger: {
      error: (code) => log().warn({ code }, 'next-auth refused a request'),
      warn: (code) => log().debug({ code }, 'next-auth warned'),
      debug: () => undefined,
    },
  };
}
