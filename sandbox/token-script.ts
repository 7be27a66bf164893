/** How the behaviour of a scripted token is written down. */
import type { ErrorShape } from './answer/graph-answer.ts';
import type { Misbehaviour } from './answer/misbehaviour.ts';

export interface TokenScript {
  type: 'SYSTEM_USER' | 'USER';
  /** Seconds from the sandbox's start to its end; null: never. Past its end, it is answered as expired. */
  expiresIn: number | null;
  /** Seconds since it was issued; null: Meta does not say, as with short-lived tokens. */
  issuedAgo: number | null;
  dataAccessIn: number | null;
  scopes: string[];
  /** How Meta lists the permissions: also as granular ones (as it mostly does), or only so. */
  granular: 'also' | 'only';
  wabaIds: readonly string[];
  /** The Meta app that it was issued to; left out: the sandbox's own. */
  app?: { id: string; name: string };
  needsProof?: boolean;
  /** debug_token refuses to tell the token about itself. */
  untold?: boolean;
  /** Expired without Graph's subcode for it, as it often comes. */
  withoutSubcode?: boolean;
  /** The session is dead for another reason; permissions are then gone or kept. */
  dead?: ErrorShape & { keepsScopes: boolean };
  /** Calls on a WABA answer with this error. */
  wabaError?: ErrorShape & { minutes?: number };
  misbehaviour?: Misbehaviour;
}

export interface SandboxToken {
  id: string;
  label: string;
  description: string;
  token: string;
  /** The id to enter with it. */
  wabaId: string;
  /** The version to enter with it, where that matters. */
  apiVersion?: string;
  appSecret?: string;
}
