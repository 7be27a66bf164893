/** The one wrapper of every route handler: origin, actor, limits, schemas, problems, in this order. */
import { z } from 'zod';
import type { Actor, Caller } from '../access/actor.ts';
import { actorOf } from '../access/authenticate.ts';
import { actorRequests, countTry } from '../access/limits.ts';
import type { Permission } from '../access/rights.ts';
import { apiKeyHeader } from '../api-key.ts';
import { environment } from '../env.ts';
import { type FieldError, Problem, type ProblemCode, reasonOf } from '../errors.ts';
import { redact } from '../log.ts';
import { wantsStepLines } from './accept.ts';
import { readJson, trimmedFields } from './body.ts';
import { problemResponse } from './problem-response.ts';
import { attemptOf, recordRefusal } from './refusal.ts';

type Schema = z.ZodType;
type Parsed<S extends Schema | undefined> = S extends Schema ? z.infer<S> : undefined;

export interface RequestFacts {
  requestId: string | null;
  address: string | null;
  signal: AbortSignal;
  ifMatch: string | null;
  /** What makes a repeated request the same one; null where none was sent. */
  idempotencyKey: string | null;
  /** True when the caller asks for the steps of an inspection as they happen. */
  wantsSteps: boolean;
  /** Records what was thrown where it is a refusal; for answers that are not made by throwing. */
  refused(error: unknown): Promise<void>;
}

interface Described<
  Params extends Schema | undefined,
  Query extends Schema | undefined,
  Body extends Schema | undefined,
> {
  /** The name of the operation in the description of the API; clients name their functions by it. */
  id?: string;
  /** What its caller has to be allowed, for the description of the API; the use case asks. */
  permission?: Permission;
  /** The headers of its success answers, for the description of the API. */
  headers?: ('ETag' | 'Location')[];
  /** Whether it can show the steps of an inspection as lines. */
  steps?: boolean;
  summary: string;
  params?: Params;
  query?: Query;
  body?: Body;
  /** Without a body the request counts as one with `{}`. */
  bodyOptional?: boolean;
  /** Whether the operation takes If-Match; for the description of the API. */
  conditional?: 'required' | 'honoured';
  /** Whether the operation takes Idempotency-Key (lib/repeat/once.ts); another POST refuses it. */
  repeatable?: true;
  /** The success answers, for the description of the API; `null` has no body. */
  answers: Record<number, Schema | null>;
  /** The problems that only this operation has, for the description of the API. */
  problems?: ProblemCode[];
}

interface Input<
  Params extends Schema | undefined,
  Query extends Schema | undefined,
  Body extends Schema | undefined,
> {
  params: Parsed<Params>;
  query: Parsed<Query>;
  body: Parsed<Body>;
  request: RequestFacts;
}

export type Operation = Described<Schema | undefined, Schema | undefined, Schema | undefined> & {
  public: boolean;
};
export type RouteHandler = ((
  request: Request,
  context: { params: Promise<Record<string, string | string[]>> },
) => Promise<Response>) & { operation: Operation };

/** The problem for input that a schema refuses; names fields and reasons, never values: nor a token sent as a name. */
function invalid(error: z.ZodError): Problem {
  const errors: FieldError[] = error.issues.flatMap((issue) => {
    const path = redact(issue.path.map(String).join('.')).slice(0, 200);
    if (issue.code !== 'unrecognized_keys')
      return [{ field: path, code: reasonOf(issue), message: issue.message }];
    return issue.keys.map((key) => ({
      field: [path, redact(key).slice(0, 100)].filter(Boolean).join('.'),
      code: 'unknown_field',
      message: 'Flowkeep does not know this field. Leave it out.',
    }));
  });
  return new Problem('invalid_input', errors[0]?.message ?? 'The request is not right.', { errors });
}

function parse<S extends Schema | undefined>(schema: S, value: unknown): Parsed<S> {
  if (!schema) return undefined as Parsed<S>;
  const result = schema.safeParse(value);
  if (!result.success) throw invalid(result.error);
  return result.data as Parsed<S>;
}

/** A browser may change something only from our own pages; programs bring a key, which browsers don't attach. */
function refuseCrossOrigin(request: Request): void {
  const origin = request.headers.get('origin');
  if (origin !== null) {
    if (environment().allowedOrigins.includes(origin)) return;
  } else if (
    request.headers.get('sec-fetch-site') === 'same-origin' ||
    (request.headers.has('authorization') && !request.headers.has('sec-fetch-site'))
  ) {
    return;
  }
  const { appUrl } = environment();
  throw new Problem(
    'cross_origin',
    `This request did not come from a page of ${appUrl}. Open Flowkeep there.`,
  );
}

function queryOf(request: Request): Record<string, string | string[]> {
  const { searchParams } = new URL(request.url);
  const query: Record<string, string | string[]> = {};
  for (const key of new Set(searchParams.keys())) {
    const values = searchParams.getAll(key);
    Object.defineProperty(query, key, { value: values.length > 1 ? values : values[0], enumerable: true });
  }
  return query;
}

async function readBody({ body, bodyOptional }: Pick<Operation, 'body' | 'bodyOptional'>, request: Request) {
  if (!body) return undefined;
  const json = await readJson(request);
  if (json !== undefined) return json;
  if (bodyOptional) return {};
  throw new Problem('invalid_json', 'This call needs a body: JSON, as Content-Type: application/json.');
}

/** The Idempotency-Key of a request. @throws Problem `invalid_input` for what is none, or where none is taken */
function idempotencyKeyOf({ repeatable }: Pick<Operation, 'repeatable'>, request: Request): string | null {
  const key = request.headers.get('idempotency-key');
  // Other methods can be repeated as they are, or name the version that they were made on.
  if (key === null || request.method !== 'POST') return null;
  if (repeatable && /^[\x21-\x7e]{1,255}$/.test(key)) return key;
  const message = repeatable
    ? 'Idempotency-Key must be 1 to 255 visible ASCII characters, such as a new UUID for each request.'
    : 'This call takes no Idempotency-Key: repeating it is not made safe by one. Leave it out.';
  const errors = [{ field: 'Idempotency-Key', code: 'invalid_format', message }];
  throw new Problem('invalid_input', message, { errors });
}

/** A request on its way through the wrapper. */
interface Asked {
  request: Request;
  params: Record<string, string | string[]>;
  /** Null until it is known, and where nobody is. */
  actor: Actor | null;
  /** What of the input was put right, by name. */
  trimmed: string[];
  refused(error: unknown): Promise<void>;
}

async function readInput<
  P extends Schema | undefined,
  Q extends Schema | undefined,
  B extends Schema | undefined,
>(described: Described<P, Q, B>, asked: Asked): Promise<Input<P, Q, B>> {
  const { request, refused } = asked;
  const idempotencyKey = idempotencyKeyOf(described, request);
  const params = parse(described.params as P, asked.params);
  const sentQuery = queryOf(request);
  const query = parse((described.query ?? z.strictObject({})) as Q, sentQuery);
  const sent = await readBody(described, request);
  const body = parse(described.body as B, sent);
  asked.trimmed = [...trimmedFields(sentQuery, query), ...trimmedFields(sent, body)];
  return {
    params,
    query,
    body,
    request: {
      requestId: request.headers.get('x-request-id'),
      address: request.headers.get('x-flowkeep-address'),
      signal: request.signal,
      ifMatch: request.headers.get('if-match'),
      idempotencyKey,
      wantsSteps: wantsStepLines(request.headers.get('accept')),
      refused,
    },
  };
}

async function authenticate(asked: Asked): Promise<Actor> {
  const actor = await actorOf(asked.request.headers);
  if (!actor) {
    throw new Problem('unauthenticated', `Sign in, or send an API key as ${apiKeyHeader}.`);
  }
  asked.actor = actor;
  await countTry(actorRequests, `${actor.kind}:${actor.id}`, 'requests');
  return actor;
}

/** Says in a header what was put right, since an answer may be a stream of lines. */
function tellTrimmed({ trimmed }: Asked, response: Response): Response {
  if (trimmed.length > 0) response.headers.set('x-flowkeep-trimmed', trimmed.join(', '));
  return response;
}

function wrap(operation: Operation, answer: (asked: Asked) => Promise<Response>): RouteHandler {
  const handler: RouteHandler = async (request, context) => {
    // Next has none for an address without any.
    const params = (await context.params) ?? {};
    const attempt = attemptOf(request, params);
    const asked: Asked = {
      request,
      params,
      actor: null,
      trimmed: [],
      refused: (error) => recordRefusal(attempt, asked.actor, error),
    };
    try {
      if (request.method !== 'GET' && request.method !== 'HEAD') refuseCrossOrigin(request);
      const response = await answer(asked);
      if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store');
      return tellTrimmed(asked, response);
    } catch (error) {
      await asked.refused(error);
      return tellTrimmed(asked, problemResponse(error, request.headers.get('x-request-id')));
    }
  };
  handler.operation = operation;
  return handler;
}

/**
 * A handler for a signed-in person or an API key. `run` gets parsed input and returns the answer; it throws
 * Problem for expected refusals. Permissions are asked in the use case, not here.
 */
export function handle<
  P extends Schema | undefined = undefined,
  Q extends Schema | undefined = undefined,
  B extends Schema | undefined = undefined,
>(
  described: Described<P, Q, B>,
  run: (input: Input<P, Q, B> & { caller: Caller }) => Promise<Response>,
): RouteHandler {
  return wrap({ ...described, public: false }, async (asked) => {
    const actor = await authenticate(asked);
    const input = await readInput(described, asked);
    const { requestId, address } = input.request;
    return run({ ...input, caller: { actor, requestId, address } });
  });
}

/** A handler that needs nobody signed in: health, set-up, the description of the API. */
export function handlePublic<
  P extends Schema | undefined = undefined,
  Q extends Schema | undefined = undefined,
  B extends Schema | undefined = undefined,
>(described: Described<P, Q, B>, run: (input: Input<P, Q, B>) => Promise<Response>): RouteHandler {
  return wrap({ ...described, public: true }, async (asked) => run(await readInput(described, asked)));
}
