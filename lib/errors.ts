/** Everything that can go wrong towards a caller, as RFC 9457 problems with stable codes. */
import { z } from 'zod';

/** The one table of problem codes: nobody else writes a status. */
export const problemStatus = {
  invalid_input: 400,
  invalid_json: 400,
  unauthenticated: 401,
  key_revoked: 401,
  key_expired: 401,
  forbidden: 403,
  cross_origin: 403,
  call_refused: 403,
  setup_code_wrong: 403,
  not_found: 404,
  method_not_allowed: 405,
  request_timeout: 408,
  name_taken: 409,
  already_set_up: 409,
  credential_in_use: 409,
  confirmation_required: 409,
  token_missing: 409,
  nothing_to_roll_back: 409,
  endpoint_missing: 409,
  last_admin: 409,
  email_taken: 409,
  request_under_way: 409,
  idempotency_key_reused: 409,
  answer_locked: 409,
  invitation_gone: 410,
  version_conflict: 412,
  body_too_large: 413,
  unsupported_media_type: 415,
  precondition_required: 428,
  too_many_requests: 429,
  token_rejected: 422,
  token_expired: 422,
  waba_unreachable: 422,
  permission_missing: 422,
  app_secret_required: 422,
  app_secret_wrong: 422,
  version_unknown: 422,
  account_restricted: 422,
  request_refused: 422,
  token_unchanged: 422,
  replacement_unfit: 422,
  credential_not_found: 422,
  connector_mismatch: 422,
  credential_locked: 409,
  internal: 500,
  graph_unreachable: 502,
  graph_error: 502,
  graph_nonsense: 502,
  graph_limited: 503,
  graph_timeout: 504,
  database_unavailable: 503,
  commit_unknown: 503,
  audit_unavailable: 503,
} as const;
export type ProblemCode = keyof typeof problemStatus;

export interface FieldError {
  field: string;
  code: string;
  message: string;
}

/** Why a schema refuses a value, as a stable code: its own reason where a rule of ours names one, else zod's kind. */
export function reasonOf(issue: { code: string; params?: Record<string, unknown> }): string {
  const own = issue.params?.reason;
  return typeof own === 'string' ? own : issue.code;
}

/** The JSON body of a problem; extra members belong to the code. */
export const problemSchema = z.looseObject({
  /** The address of the page about the code. */
  type: z.url(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  requestId: z.string().optional(),
  errors: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })).optional(),
});
export type ProblemBody = z.infer<typeof problemSchema>;

interface ProblemOptions {
  errors?: FieldError[];
  /** Members added to the body, such as a free name or an inspection's report. Never a secret. */
  extra?: Record<string, unknown>;
  retryAfterSeconds?: number;
  /** The error behind it, for the log alone. */
  cause?: unknown;
}

/** An expected refusal. `detail` is one or two sentences for people: the cause and the way out. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly options: ProblemOptions;

  constructor(code: ProblemCode, detail: string, options: ProblemOptions = {}) {
    super(detail, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'Problem';
    this.code = code;
    this.status = problemStatus[code];
    this.options = options;
  }
}
