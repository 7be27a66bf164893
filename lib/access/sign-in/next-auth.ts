/**
 * next-auth, reduced to what it is good at: the sign-in protocol, its CSRF token and its cookies. Who is signed
 * in is decided by our session row, never by what a JWT says.
 */
import { cookies, headers } from 'next/headers';
import type { NextAuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { appendAuditEvent } from '../../audit/store.ts';
import { database } from '../../db.ts';
import { environment } from '../../env.ts';
import { log } from '../../log.ts';
import { cookiePrefix, sessionCookieName } from './cookie.ts';
import { readSession, startSession } from './session-store.ts';
import { decodeSessionToken, encodeSessionToken, sessionAbsoluteMs } from './session-token.ts';
import { checkPassword, signOut } from './sign-in.ts';

declare module 'next-auth/jwt' {
  interface JWT {
    sid?: string;
  }
}

async function requestFacts() {
  const list = await headers();
  return { requestId: list.get('x-request-id'), address: list.get('x-flowkeep-address') };
}

/** A new sign-in in a browser ends the session that this browser had. */
async function replaceSession(person: { id: string; name?: string | null }): Promise<string> {
  const facts = await requestFacts();
  const previous = (await cookies()).get(sessionCookieName())?.value;
  const previousId = previous ? await decodeSessionToken(previous) : null;
  if (previousId) await signOut(previousId, facts);
  const sid = await startSession(person.id);
  const name = person.name ?? '';
  await appendAuditEvent(
    database(),
    { actor: { kind: 'person', id: person.id, name }, ...facts },
    {
      action: 'person.signed_in',
      outcome: 'done',
      target: { kind: 'person', id: person.id, name },
      details: {},
    },
  );
  return sid;
}

const credentials = CredentialsProvider({
  credentials: { email: { type: 'email' }, password: { type: 'password' } },
  async authorize(input) {
    try {
      return await checkPassword(input ?? {}, await requestFacts());
    } catch (error) {
      // next-auth would put the error's text into a URL.
      log().error({ err: error }, 'sign-in failed');
      return null;
    }
  },
});

function cookie(name: string) {
  const secure = cookiePrefix() === '__Host-';
  return {
    name: `${cookiePrefix()}next-auth.${name}`,
    options: { httpOnly: true, sameSite: 'lax' as const, path: '/', secure },
  };
}

/** Built on demand, as it depends on the environment that the start completes. */
export function authOptions(): NextAuthOptions {
  const { appUrl, sessionSecret } = environment();
  return {
    secret: sessionSecret ?? undefined,
    providers: [credentials],
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
      decode: async ({ token }) => {
        const sid = token ? await decodeSessionToken(token) : null;
        return sid ? { sid } : null;
      },
    },
    callbacks: {
      redirect: ({ url }) => (url.startsWith(`${appUrl}/`) ? url : `${appUrl}/sources`),
      // An update's data is never merged: the token stays what it was.
      jwt: async ({ token, user, trigger }) =>
        trigger === 'signIn' && user ? { sid: await replaceSession(user) } : { sid: token.sid },
      session: async ({ session, token }) => {
        const person = token.sid ? await readSession(token.sid) : null;
        if (!person) throw new Error('session ended');
        return { expires: session.expires, user: { name: person.name, email: person.email } };
      },
    },
    events: {
      signOut: async ({ token }) => {
        if (token?.sid) await signOut(token.sid, await requestFacts());
      },
    },
    logger: {
      error: (code) => log().warn({ code }, 'next-auth refused a request'),
      warn: (code) => log().debug({ code }, 'next-auth warned'),
      debug: () => undefined,
    },
  };
}
