/** The description of the API (OpenAPI 3.1), made from the very schemas that the handlers parse with. */
import { scopesWith } from '../../access/rights.ts';
import { apiKeyPrefix } from '../../api-key.ts';
import type { ProblemCode } from '../../errors.ts';
import type { Operation, RouteHandler } from '../handle.ts';
import { headerComponents, headersOf } from './headers.ts';
import { inputSchema, type JsonSchema, outputSchema } from './json-schema.ts';
import { addProblemSchemas, type ProblemMembers, problemResponses } from './problems.ts';

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
/** Path templates with the handlers that a route file exports. */
export type Routes = Record<string, Partial<Record<Method, RouteHandler>>>;

/** By the part of the path after `/api/`. */
const tags: Readonly<Record<string, string>> = {
  credentials: 'Tokens of Meta, sealed, with what Meta said about them',
  inspections: 'Asking Meta about a token that is not stored',
  sources: 'What reads from Meta with a credential',
  destinations: 'What sends to Meta with a credential',
  samples: 'Testing a source or destination before it is saved',
  connectors: 'What sources and destinations can be connected to',
  keys: 'API keys of Flowkeep',
  members: 'People with an account',
  invitations: 'Links by which people get an account',
  'audit-events': 'What was done, and what was tried without the right',
  setup: 'The first admin',
  health: 'Whether Flowkeep can answer',
  'openapi.json': 'This description',
};

const tagOf = (path: string): string => path.split('/')[2] ?? '';

const everywhere: ProblemCode[] = ['invalid_input', 'internal', 'database_unavailable'];
const withActor: ProblemCode[] = [
  'unauthenticated',
  'key_revoked',
  'key_expired',
  'forbidden',
  'too_many_requests',
];
/** The front looks at how long a body is, whether or not it is read. */
const changing: ProblemCode[] = ['cross_origin', 'body_too_large', 'commit_unknown'];
const withBody: ProblemCode[] = ['invalid_json', 'unsupported_media_type'];
const withCondition: ProblemCode[] = ['version_conflict'];
const withKey: ProblemCode[] = ['request_under_way', 'idempotency_key_reused', 'answer_locked'];

const words = {
  open: 'Needs no key.',
  steps:
    'With `Accept: application/x-ndjson` the status is 200 and each line of the answer is a JSON object: `{"type":"step","step":…}` for each step of the inspection as it is decided, then one `{"type":"result","status":…,"body":…}` with what the answer would have been otherwise.',
  people: 'Only for signed-in admins: API keys are answered 403, whatever their scope.',
};

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
  description:
    'A text of your own for this request, such as a new UUID. The same request with the same key within 24 hours is answered as the first one was, and changes nothing more.',
};

type Asking = Pick<Operation, 'query' | 'conditional' | 'repeatable'>;

function parameters(path: string, { query, conditional, repeatable }: Asking) {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', format: 'uuid' },
  }));
  const { properties = {}, required = [] } = (query ? inputSchema(query) : {}) as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  const inQuery = Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...(description ? { description } : {}),
    schema,
  }));
  const ifMatch = {
    name: 'If-Match',
    in: 'header',
    required: conditional === 'required',
    schema: { type: 'string' },
    description: 'The ETag that was read',
  };
  return [...inPath, ...inQuery, ...(conditional ? [ifMatch] : []), ...(repeatable ? [idempotencyKey] : [])];
}

/** The problems that an operation may answer. */
function codesOf(method: string, operation: Operation): ProblemCode[] {
  const { public: open, body, conditional, repeatable, problems = [] } = operation;
  return [
    ...everywhere,
    ...(open ? [] : withActor),
    ...(method === 'GET' ? [] : changing),
    ...(body ? withBody : []),
    ...(conditional ? withCondition : []),
    ...(repeatable ? withKey : []),
    ...(conditional === 'required' ? (['precondition_required'] as const) : []),
    ...problems,
  ];
}

/** Which API keys may: those of any of the scopes. Cookies are left out: clients would send the key as one too. */
function securityOf({ public: open, permission }: Operation) {
  if (open || !permission) return [];
  const scopes = scopesWith(permission);
  return scopes.length > 0 ? scopes.map((scope) => ({ apiKey: [scope] })) : [{ apiKey: [] }];
}

/** Who may, in words, and what an answer may look like besides. */
function descriptionOf({ public: open, permission, steps }: Operation): string {
  const scopes = permission ? scopesWith(permission).map((scope) => `\`${scope}\``) : [];
  const who = scopes.length > 0 ? `For keys with the scope ${scopes.join(' or ')}.` : words.people;
  return [open ? words.open : who, ...(steps ? [words.steps] : [])].join('\n\n');
}

function describeOperation(
  [method, path]: [method: string, path: string],
  operation: Operation,
  components: Record<string, JsonSchema>,
) {
  const { id, summary, query, body, bodyOptional = false, answers, headers = [] } = operation;
  const trimmed = query !== undefined || body !== undefined;
  const successes = Object.entries(answers).map(([status, schema]) => [
    status,
    {
      description: 'Done',
      headers: headersOf([...headers, ...(trimmed ? (['X-Flowkeep-Trimmed'] as const) : [])]),
      ...(schema ? { content: { 'application/json': { schema: outputSchema(schema, components) } } } : {}),
    },
  ]);
  return {
    operationId: id,
    tags: [tagOf(path)],
    summary,
    description: descriptionOf(operation),
    parameters: parameters(path, operation),
    ...(body
      ? {
          requestBody: {
            required: !bodyOptional,
            content: { 'application/json': { schema: inputSchema(body) } },
          },
        }
      : {}),
    responses: {
      ...Object.fromEntries(successes),
      ...problemResponses(codesOf(method, operation), trimmed),
    },
    security: securityOf(operation),
  };
}

/**
 * The whole description.
 * @param server the origin of this Flowkeep
 * @param members what problems have besides what all have
 */
export function openApi(routes: Routes, server: string, members: ProblemMembers) {
  const components: Record<string, JsonSchema> = {};
  const all = Object.entries(routes).flatMap(([path, handlers]) =>
    Object.entries(handlers).map(([method, { operation }]) => ({ path, method, operation })),
  );
  const paths = Object.fromEntries(
    Object.entries(routes).map(([path, handlers]) => [
      path,
      Object.fromEntries(
        Object.entries(handlers).map(([method, { operation }]) => [
          method.toLowerCase(),
          describeOperation([method, path], operation, components),
        ]),
      ),
    ]),
  );
  const codes = new Set(all.flatMap(({ method, operation }) => codesOf(method, operation)));
  addProblemSchemas(components, codes, members);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Flowkeep',
      version: '1',
      description:
        'Credentials for the WhatsApp Flows API. Answers may get new members at any time; what is sent may not have any but those that are described. Calls to Meta go to /graph/{credentialId}/…, which is Graph’s own API and not described here.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: server }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: components,
      headers: headerComponents,
      securitySchemes: {
        apiKey: {
          type: 'http',
          scheme: 'bearer',
          description: `A key of Flowkeep, ${apiKeyPrefix}…. An operation names the scopes of which the key has one: manage or use.`,
        },
      },
    },
  };
}
