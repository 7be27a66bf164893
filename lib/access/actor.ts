/** Who acts, and what each kind of actor may do. Every use case asks here; a page's own check protects nothing. */
import type { ApiKeyScope } from '../api-key.ts';
import type { DatabaseClient } from '../db.ts';
import { Problem } from '../errors.ts';
import { type ActorKind, type Permission, type Role, refusedTo } from './rights.ts';

export interface PersonActor {
  kind: 'person';
  id: string;
  name: string;
  email: string;
  role: Role;
  /** SHA-256 of the session's id: which of the person's sessions this is. */
  sessionIdHash: string;
}

export interface ApiKeyActor {
  kind: 'api_key';
  id: string;
  name: string;
  scopes: ApiKeyScope[];
  /** The only credentials it may touch, of which none means none; or all of them, said by name. */
  credentialIds: 'all' | readonly string[];
}

export type Actor = PersonActor | ApiKeyActor;

/** An actor together with what the audit trail wants to know about the request. */
export interface Caller {
  actor: Actor;
  requestId: string | null;
  address: string | null;
  /** Writes the answer to a request that may come again, in the transaction that makes it true; absent where none may. */
  keep?: (client: DatabaseClient, view: unknown) => Promise<void>;
}

function kindOf(actor: Actor): ActorKind {
  if (actor.kind === 'person') return { role: actor.role };
  return { scopes: actor.scopes, confined: actor.credentialIds !== 'all' };
}

/** Whether the actor holds the permission, by role, scope and reach. */
export function may(actor: Actor, permission: Permission): boolean {
  return refusedTo(kindOf(actor), permission) === null;
}

/** @throws Problem `forbidden`, which says what would be needed */
export function demand(actor: Actor, permission: Permission): void {
  const why = refusedTo(kindOf(actor), permission);
  if (why) throw new Problem('forbidden', why);
}

/** The credentials to which the actor is confined, for queries; null for an actor who is not. */
export function credentialConfinement(actor: Actor): string[] | null {
  return actor.kind === 'person' || actor.credentialIds === 'all' ? null : [...actor.credentialIds];
}

/** Whether the actor may know of this credential. */
export function reaches(actor: Actor, credentialId: string): boolean {
  return credentialConfinement(actor)?.includes(credentialId) ?? true;
}
