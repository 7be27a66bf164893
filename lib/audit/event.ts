/**
 * The audit trail's vocabulary: a closed union. Details are allow-listed per action and never hold a secret,
 * a request's body or Graph's raw answer.
 */
export type AuditEvent =
  | { action: 'person.signed_in'; outcome: 'done'; target: PersonTarget; details: Record<string, never> }
  | {
      action: 'person.signed_in';
      outcome: 'refused';
      target: PersonTarget | null;
      details: { reason: string };
    }
  | { action: 'person.signed_out'; outcome: 'done'; target: PersonTarget; details: Record<string, never> }
  | { action: 'person.created'; outcome: 'done'; target: PersonTarget; details: { role: string; by: string } }
  | {
      action: 'person.invited';
      outcome: 'done';
      target: Target<'invitation'>;
      details: { role: string };
    }
  | {
      action: 'invitation.revoked';
      outcome: 'done';
      target: Target<'invitation'>;
      details: Record<string, never>;
    }
  | {
      action: 'person.role_changed';
      outcome: 'done';
      target: PersonTarget;
      details: { from: string; to: string } & Partial<LeftBehind>;
    }
  | {
      action: 'person.disabled' | 'person.removed';
      outcome: 'done';
      target: PersonTarget;
      details: LeftBehind;
    }
  | { action: 'person.enabled'; outcome: 'done'; target: PersonTarget; details: Record<string, never> }
  | {
      action: 'audit.read';
      outcome: 'done';
      target: null;
      /** `before`: the event older than which was read; null for the newest. */
      details: {
        person: string | null;
        credential: string | null;
        action: string | null;
        /** The days that were asked for, and the zone in which they are counted. */
        from: string | null;
        to: string | null;
        zone: string | null;
        before: string | null;
      };
    }
  | {
      /** An operator took the trail as it stands, after a backup was restored: earlier anchors count no more. */
      action: 'audit.accepted';
      outcome: 'done';
      target: null;
      details: { reason: string };
    }
  | {
      /** What somebody tried and was refused: once, or again and again within a minute. */
      action: 'access.refused';
      outcome: 'refused';
      target: null;
      details: RefusalDetails;
    }
  | {
      action: 'api_key.created';
      outcome: 'done';
      target: Target<'api_key'>;
      details: { scopes: string[]; credentialIds: string[] | null; expiresAt: string | null };
    }
  | { action: 'api_key.revoked'; outcome: 'done'; target: Target<'api_key'>; details: Record<string, never> }
  | {
      action: 'credential.added';
      outcome: 'done';
      target: Target<'credential'>;
      details: CredentialDetails & { verdict: string; fingerprint: string };
    }
  | {
      action: 'credential.added';
      outcome: 'refused';
      target: { kind: 'credential'; id: null; name: string };
      details: CredentialDetails & GraphRefusal;
    }
  | {
      action: 'credential.inspected';
      outcome: 'done' | 'undecided';
      target: Target<'credential'>;
      details: { verdict: string; code: string; graphCode: number | null; traceId: string | null };
    }
  | {
      action: 'credential.edited';
      outcome: 'done';
      target: Target<'credential'>;
      details: { changes: { field: string; from: string; to: string }[] };
    }
  | {
      action: 'credential.edited' | 'credential.token_replaced';
      outcome: 'refused';
      target: Target<'credential'>;
      details: { wabaId: string; apiVersion: string } & GraphRefusal;
    }
  | {
      action: 'credential.token_replaced';
      outcome: 'done';
      target: Target<'credential'>;
      details: TokenChange & { differences: ('waba' | 'app')[] };
    }
  | { action: 'credential.rolled_back'; outcome: 'done'; target: Target<'credential'>; details: TokenChange }
  | {
      action: 'credential.deleted';
      outcome: 'done';
      target: Target<'credential'>;
      details: { usedBy: number; replacedWith: { id: string; name: string } | null; detached: boolean };
    }
  | {
      action: 'credential.restored';
      outcome: 'done';
      target: Target<'credential'>;
      details: Record<string, never>;
    }
  | {
      action: 'credential.token_destroyed';
      outcome: 'done';
      target: Target<'credential'>;
      details: { versions: number[] };
    }
  | {
      /** The end of a token has come, or is near: told once for each end. */
      action: 'credential.token_ended' | 'credential.token_ending';
      outcome: 'done';
      target: Target<'credential'>;
      details: { endsAt: string; tokenVersion: number };
    }
  | {
      action: 'credential.purged';
      outcome: 'done';
      target: Target<'credential'>;
      details: Record<string, never>;
    }
  | {
      /** One use through the gateway. Of a query only the names are kept, and of no body anything. */
      action: 'credential.used';
      /** `done`: Graph's answer was passed on whole; `refused`: Flowkeep sent nothing; `failed`: it ended before. */
      outcome: 'done' | 'refused' | 'failed';
      target: Target<'credential'> | null;
      details: UseDetails;
    }
  | {
      action: 'token.inspected';
      outcome: 'done' | 'undecided';
      target: null;
      details: { verdict: string; code: string; wabaId: string | null };
    }
  | {
      action: 'resource.created';
      outcome: 'done';
      target: Target<'source' | 'destination'>;
      details: { credentialId: string; credentialName: string; endpoint: string | null };
    }
  | {
      action: 'resource.edited';
      outcome: 'done';
      target: Target<'source' | 'destination'>;
      /** Of parameters only the names: their values may be texts of messages. */
      details: { changes: { field: string; from: string; to: string }[]; parameters: string[] };
    }
  | {
      action: 'resource.credential_changed';
      outcome: 'done';
      target: Target<'source' | 'destination'>;
      details: { from: { id: string; name: string } | null; to: { id: string; name: string } | null };
    }
  | {
      action: 'resource.deleted';
      outcome: 'done';
      target: Target<'source' | 'destination'>;
      details: { credentialId: string | null };
    };

interface Target<Kind extends string> {
  kind: Kind;
  id: string;
  name: string;
}
type GraphRefusal = { code: string; graphCode: number | null; traceId: string | null };
type TokenChange = {
  version: number;
  previousVersion: number;
  fingerprint: string;
  previousFingerprint: string;
  wabaId: string;
};
export type UseDetails = {
  /** When it began: the event itself is written a moment after it ended. */
  at: string;
  method: string;
  path: string;
  query: string[];
  /** The status that the caller got; null where he left before one. */
  status: number | null;
  milliseconds: number;
  bytesUp: number;
  bytesDown: number;
  /** The version asked of Graph, and that of the token; null where nothing was sent. */
  apiVersion: string | null;
  tokenVersion: number | null;
  /** Flowkeep's code where it refused or failed, else null. */
  code: string | null;
  /** Graph's own error code and trace, where its answer had them. */
  graphCode: number | null;
  traceId: string | null;
  /** The source or destination that the caller named. */
  resourceId: string | null;
  /** What of it Graph takes, but not for long or not as its caller means it; left out where nothing is. */
  warnings?: string[];
};
/** The codes of problems that tell of a right that is missing, a guess, or more tries than are allowed. */
export type RefusalCode =
  | 'forbidden'
  | 'unauthenticated'
  | 'key_revoked'
  | 'key_expired'
  | 'cross_origin'
  | 'too_many_requests'
  | 'setup_code_wrong'
  | 'already_set_up'
  | 'invitation_gone'
  | 'not_found'
  | 'credential_not_found'
  | 'replacement_unfit';
export type RefusalDetails = {
  method: string;
  /** The address with its ids blanked: one of ours, whatever somebody wrote into it. */
  route: string;
  code: RefusalCode;
  /** Why an API key was not taken; null where that was not it. */
  key: 'revoked' | 'expired' | 'unknown' | null;
  /** Ids in the address, be there such a thing or not; some of them, where there were many tries. */
  ids: string[];
  /** How many tries the event tells of. */
  count: number;
};
type PersonTarget = Target<'person'>;
/** What became of the API keys and invitations of somebody who lost a right; each that ended has its own event. */
export type LeftBehind = { keysEnded: number; keysKept: number; invitationsVoided: number };
type CredentialDetails = {
  connector: string;
  wabaId: string;
  apiVersion: string;
};

/** Who acted and from where. Structural, so that this room knows nothing of how people sign in. */
export interface AuditCaller {
  actor: {
    kind: 'person' | 'api_key' | 'operator' | 'anonymous' | 'system';
    id: string | null;
    name: string;
  };
  requestId: string | null;
  address: string | null;
}
