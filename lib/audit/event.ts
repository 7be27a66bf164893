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
  | { action: 'api_key.created'; outcome: 'done'; target: Target<'api_key'>; details: { scopes: string[] } }
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
      details: CredentialDetails & { code: string; graphCode: number | null; traceId: string | null };
    }
  | {
      action: 'credential.inspected';
      outcome: 'done' | 'undecided';
      target: Target<'credential'>;
      details: { verdict: string; code: string; graphCode: number | null; traceId: string | null };
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
      details: { credentialId: string; credentialName: string };
    };

interface Target<Kind extends string> {
  kind: Kind;
  id: string;
  name: string;
}
type PersonTarget = Target<'person'>;
type CredentialDetails = {
  connector: string;
  wabaId: string;
  apiVersion: string;
};

/** Who acted and from where. Structural, so that this room knows nothing of how people sign in. */
export interface AuditCaller {
  actor: { kind: 'person' | 'api_key' | 'operator' | 'anonymous'; id: string | null; name: string };
  requestId: string | null;
  address: string | null;
}
