/** Who may do what: a pure table of kinds of actors and permissions, which `may` and `demand` of actor.ts ask. */
import { type ApiKeyScope, apiKeyScopes } from '../api-key.ts';

export const permissions = [
  'credential.read',
  'credential.add',
  'credential.inspect',
  'credential.edit',
  'credential.replace_token',
  'credential.delete',
  'credential.use',
  'resource.read',
  'resource.create',
  'resource.edit',
  'resource.test',
  'resource.send',
  'member.read',
  'member.manage',
  'audit.read',
  'key.manage',
  'connector.read',
] as const;
export type Permission = (typeof permissions)[number];

export type Role = 'admin' | 'member';

/** What of an actor decides: a person's role, or a key's scopes and whether it is confined to certain credentials. */
export type ActorKind = { role: Role } | { scopes: readonly ApiKeyScope[]; confined: boolean };

type Holder = Role | ApiKeyScope;

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

const seesNothingElse = 'This API key is confined to certain credentials and sees nothing else.';

/** What a key that is confined may not do whatever its scopes, and why: it is about more than its credentials. */
const beyondConfinement: Partial<Record<Permission, string>> = {
  'credential.add': 'This API key is confined to certain credentials and can add no others.',
  'member.read': seesNothingElse,
  'audit.read': seesNothingElse,
};

/** The scopes of API keys that hold the permission; none where only people do. */
export function scopesWith(permission: Permission): ApiKeyScope[] {
  return apiKeyScopes.filter((scope) => holders[permission].includes(scope));
}

/** Why a kind of actor may not do something, and what helps; null where it may. */
export function refusedTo(kind: ActorKind, permission: Permission): string | null {
  const held = holders[permission];
  if ('role' in kind) {
    return held.includes(kind.role) ? null : 'Your role does not allow this. Ask an admin of this Flowkeep.';
  }
  if (kind.scopes.some((scope) => held.includes(scope))) {
    return kind.confined ? (beyondConfinement[permission] ?? null) : null;
  }
  const [scope] = scopesWith(permission);
  return scope
    ? `This API key does not have the scope ${scope}, which this needs. Ask an admin for a key that has it.`
    : 'API keys can not do this, whatever their scope. An admin does it, signed in.';
}
