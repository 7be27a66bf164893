/** Who acts, and what each kind of actor may do. Every use case asks here; a page's own check protects nothing. */
import { type ApiKeyScope, apiKeyScopes } from '../api-key.ts';
import { Problem } from '../errors.ts';

export interface PersonActor {
  kind: 'person';
  id: string;
  name: string;
  email: string;
  role: 'admin' | 'member';
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
}

export type Permission =
  | 'credential.read'
  | 'credential.add'
  | 'credential.inspect'
  | 'credential.edit'
  | 'credential.replace_token'
  | 'credential.delete'
  | 'credential.use'
  | 'resource.read'
  | 'resource.create'
  | 'resource.edit'
  | 'resource.test'
  | 'resource.send'
  | 'member.read'
  | 'member.manage'
  | 'audit.read'
  | 'key.manage'
  | 'connector.read';

type Holder = PersonActor['role'] | ApiKeyScope;

const holders: Record<Permission, readonly Holder[]> = {
  'credential.read': ['admin', 'member', 'manage', 'use'],
  'credential.add': ['admin', 'member', 'manage'],
  'credential.inspect': ['admin', 'member', 'manage'],
  'credential.edit': ['admin', 'manage'],
  'credential.replace_token': ['admin', 'manage'],
  'credential.delete': ['admin', 'manage'],
  'credential.use': ['use'],
  'resource.read': ['admin', 'member', 'manage', 'use'],
  'resource.create': ['admin', 'member', 'manage'],
  'resource.edit': ['admin', 'member', 'manage'],
  'resource.test': ['admin', 'member', 'manage'],
  // Asked together with resource.test: a key that sends manages and uses.
  'resource.send': ['admin', 'member', 'use'],
  'member.read': ['admin', 'manage'],
  'member.manage': ['admin'],
  'audit.read': ['admin', 'manage'],
  'key.manage': ['admin'],
  'connector.read': ['admin', 'member', 'manage', 'use'],
};

/** Whether the actor holds the permission by role or scope. */
export function may(actor: Actor, permission: Permission): boolean {
  const held: readonly Holder[] = actor.kind === 'person' ? [actor.role] : actor.scopes;
  return holders[permission].some((holder) => held.includes(holder));
}

function refusal(actor: Actor, permission: Permission): string {
  if (actor.kind === 'person') return 'Your role does not allow this. Ask an admin of this Flowkeep.';
  const scope = apiKeyScopes.find((held) => holders[permission].includes(held));
  return scope
    ? `This API key does not have the scope ${scope}, which this needs. Ask an admin for a key that has it.`
    : 'API keys can not do this, whatever their scope. An admin does it, signed in.';
}

/** @throws Problem `forbidden`, which says what would be needed */
export function demand(actor: Actor, permission: Permission): void {
  if (!may(actor, permission)) throw new Problem('forbidden', refusal(actor, permission));
}

/** The credentials to which the actor is confined, for queries; null for an actor who is not. */
export function credentialConfinement(actor: Actor): string[] | null {
  return actor.kind === 'person' || actor.credentialIds === 'all' ? null : [...actor.credentialIds];
}

/** Whether the actor may know of this credential. */
export function reaches(actor: Actor, credentialId: string): boolean {
  return credentialConfinement(actor)?.includes(credentialId) ?? true;
}
