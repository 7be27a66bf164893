/**
 * What can't be read in a request, whatever it asks for: found here, in front of Next, so that no page, route or
 * library has to fail on it.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { parseAndValidateFlightRouterState as readRouterState } from 'next/dist/server/app-render/parse-and-validate-flight-router-state.js';
import { Problem } from '../errors.ts';
import { redact } from '../log.ts';

/** A page has some ten levels; thousands would take Next's stack. */
const routerStateMostParts = 200;

/** next-auth answers 500 to one that is no address, and keeps it for a month. Flowkeep never asks for it. */
const callbackCookie = /^(?:__(?:Host|Secure)-)?next-auth\.callback-url$/;

/** Text without its escapes (RFC 3986, section 2.1); null for broken escapes, bytes that are no UTF-8, and NUL. */
function decoded(text: string): string | null {
  try {
    const value = decodeURIComponent(text);
    return value.includes('\0') ? null : value;
  } catch {
    return null;
  }
}

function malformed(what: string, field?: string): Problem {
  const message = `${what} holds an escape that stands for no text. Write each of its signs as %XX, in UTF-8, without a zero byte.`;
  const errors = field === undefined ? [] : [{ field, code: 'malformed', message }];
  return new Problem('invalid_input', message, errors.length > 0 ? { errors } : {});
}

/** What is wrong with a request's target; null if it can be read. */
export function malformedTarget(target: string): Problem | null {
  // Of the four forms of RFC 9112, section 3.2, the one that names a resource of ours.
  if (!target.startsWith('/')) {
    return new Problem('invalid_input', 'The address of a request begins with a slash, as in /api/health.');
  }
  const mark = target.indexOf('?');
  if (decoded(mark === -1 ? target : target.slice(0, mark)) === null) return malformed('The path');
  if (mark === -1) return null;
  for (const pair of target.slice(mark + 1).split('&')) {
    if (decoded(pair) !== null) continue;
    const name = decoded(pair.split('=', 1)[0] ?? '');
    return name === null
      ? malformed('The name of a parameter')
      : malformed(`The parameter ${redact(name).slice(0, 100)}`, redact(name).slice(0, 100));
  }
  return null;
}

/** What is wrong with the headers in which Next's client tells where it stands; null if they can be read. */
export function malformedRouterState(headers: IncomingHttpHeaders): Problem | null {
  const state = headers['next-router-state-tree'];
  if (state === undefined) return null;
  try {
    readRouterState(state);
    if (String(state).split(/\[|%5b/i).length <= routerStateMostParts) return null;
  } catch {
    // Next's own reader says the same with a 500.
  }
  return new Problem('invalid_input', 'The header Next-Router-State-Tree is not one. Leave it out.', {
    errors: [{ field: 'Next-Router-State-Tree', code: 'malformed', message: 'Leave this header out.' }],
  });
}

/**
 * A Cookie header without what can't be read: browsers send what other programs on this host have set, and keep it
 * until somebody deletes it, so that refusing it would lock them out. Undefined if nothing is left.
 */
export function legibleCookies(header: string | undefined): string | undefined {
  const pairs = header?.split(';').filter((pair) => {
    const name = (pair.split('=', 1)[0] ?? '').trim();
    return decoded(pair) !== null && !callbackCookie.test(name);
  });
  return pairs?.join(';').trim() || undefined;
}
