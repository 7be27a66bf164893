/** Recording that somebody tried what they may not do. */
import type { Caller } from '../access/actor.ts';
import { appendAuditEvent } from '../audit/store.ts';
import { database } from '../db.ts';
import { Problem } from '../errors.ts';

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

/** The path of a request with its ids blanked: a route, whatever somebody wrote into the address. */
function routeOf(request: Request): string {
  return new URL(request.url).pathname.replace(uuid, '{id}').slice(0, 200);
}

/** Appends an event when an answer failed for want of a right; anything else passes by. */
export async function recordRefusal(caller: Caller, request: Request, error: unknown): Promise<void> {
  if (!(error instanceof Problem) || error.code !== 'forbidden') return;
  await appendAuditEvent(database(), caller, {
    action: 'access.refused',
    outcome: 'refused',
    target: null,
    details: { method: request.method, route: routeOf(request), code: error.code },
  });
}
