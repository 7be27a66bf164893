/** A caller of the API over real HTTP: with a key, as a signed-in person, or as nobody. */
import { inject } from 'vitest';
import { z } from 'zod';
import { type Tile, tileSchema } from '../../lib/credential/look/tile.ts';
import { sandboxTokens } from '../../sandbox/tokens.ts';
import { anyToken } from '../any-token.ts';

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The parsed body, or null where it isn't JSON. */
  body: unknown;
}

export interface Call {
  /** Another Flowkeep than the one that all tests share. */
  at?: string;
  method?: string;
  headers?: Record<string, string>;
  json?: unknown;
  raw?: BodyInit;
}

/** Calls a path; `json` is sent as application/json. */
export async function call(
  path: string,
  { at = inject('world').url, method, headers = {}, json, raw }: Call = {},
): Promise<Answer> {
  const response = await fetch(`${at}${path}`, {
    method: method ?? (json === undefined && raw === undefined ? 'GET' : 'POST'),
    redirect: 'manual',
    headers: { ...(json === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    body: json === undefined ? (raw ?? null) : JSON.stringify(json),
    ...(raw instanceof ReadableStream ? { duplex: 'half' } : {}),
  } as RequestInit);
  const text = await response.text();
  let body: unknown = null;
  try {
    body = JSON.parse(text);
  } catch {
    // Not every answer is JSON.
  }
  return { status: response.status, headers: response.headers, text, body };
}

export const withKey = (key: string) => ({ authorization: `Bearer ${key}` });

/** Cookies of a browser: what earlier answers set. */
export class Jar {
  readonly cookies = new Map<string, string>();

  take(headers: Headers): this {
    for (const line of headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const cut = pair.indexOf('=');
      const value = pair.slice(cut + 1);
      if (value === '') this.cookies.delete(pair.slice(0, cut));
      else this.cookies.set(pair.slice(0, cut), value);
    }
    return this;
  }

  get header(): { cookie: string } {
    return { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
  }
}

type Browser = Pick<Call, 'at' | 'headers'>;

/** Posts a form to next-auth as a browser would, with its CSRF token. */
async function postForm(path: string, fields: Record<string, string>, jar: Jar, browser: Browser) {
  const { headers = {}, ...at } = browser;
  const csrf = await call('/api/auth/csrf', { ...at, headers: { ...headers, ...jar.header } });
  jar.take(csrf.headers);
  const { csrfToken } = z.object({ csrfToken: z.string() }).parse(csrf.body);
  const answer = await call(path, {
    ...at,
    raw: new URLSearchParams({ ...fields, csrfToken, json: 'true' }).toString(),
    headers: { ...headers, ...jar.header, 'content-type': 'application/x-www-form-urlencoded' },
  });
  jar.take(answer.headers);
  return { answer, jar };
}

/** Posts a sign-in. @returns the answer and the jar with its cookies */
export function signIn(account: { email: string; password: string }, jar = new Jar(), browser: Browser = {}) {
  return postForm('/api/auth/callback/credentials', account, jar, browser);
}

/** Posts a sign-out. */
export function signOut(jar: Jar, browser: Browser = {}) {
  return postForm('/api/auth/signout', {}, jar, browser);
}

/** The headers of a request that a page of Flowkeep makes. */
export function fromPage(jar: Jar): Record<string, string> {
  return { ...jar.header, origin: inject('world').url };
}

/** The script of a sandbox token, by its id. */
export function script(id: string) {
  const found = sandboxTokens.find((token) => token.id === id);
  if (!found) throw new Error(`The sandbox has no token ${id}.`);
  return found;
}

let counter = 0;

/** A name that no other test uses. */
export function freshName(): string {
  counter += 1;
  return `Test ${process.pid} ${counter} ${Math.random().toString(36).slice(2, 8)}`;
}

/** A body for POST /api/credentials that the sandbox proves. Its token is its own: a tile names who shares it. */
export function goodBody(changes: Record<string, unknown> = {}) {
  return {
    connector: 'whatsapp-flows',
    name: freshName(),
    accessToken: anyToken(),
    wabaId: script('never-expiring').wabaId,
    apiVersion: 'v26.0',
    ...changes,
  };
}

/** Adds a credential with the manage key and checks the tile's shape. */
export async function addTile(changes: Record<string, unknown> = {}): Promise<Tile> {
  const answer = await call('/api/credentials', {
    json: goodBody(changes),
    headers: withKey(inject('keys').manage),
  });
  if (answer.status !== 201) throw new Error(`expected 201, got ${answer.status}: ${answer.text}`);
  return tileSchema.strict().parse(answer.body);
}
