/** The description of the API (OpenAPI 3.1), made from the very schemas that the handlers parse with. */
import { z } from 'zod';
import { apiKeyPrefix } from '../api-key.ts';
import { type ProblemCode, problemSchema, problemStatus } from '../errors.ts';
import type { Operation, RouteHandler } from './handle.ts';
import { problemType } from './problem-response.ts';

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
/** Path templates with the handlers that a route file exports. */
export type Routes = Record<string, Partial<Record<Method, RouteHandler>>>;

const everywhere: ProblemCode[] = ['invalid_input', 'internal', 'database_unavailable'];
const withActor: ProblemCode[] = ['unauthenticated', 'forbidden', 'too_many_requests'];
const withCondition: ProblemCode[] = ['version_conflict'];
const withBody: ProblemCode[] = ['invalid_json', 'body_too_large', 'unsupported_media_type', 'cross_origin'];

function jsonSchema(schema: z.ZodType, io: 'input' | 'output') {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}

function parameters(path: string, { query, conditional }: Pick<Operation, 'query' | 'conditional'>) {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const properties = query ? (jsonSchema(query, 'input').properties ?? {}) : {};
  const inQuery = Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', schema }));
  const required = conditional === 'required';
  const inHeader = conditional
    ? [
        {
          name: 'If-Match',
          in: 'header',
          required,
          schema: { type: 'string' },
          description: 'The ETag that was read',
        },
      ]
    : [];
  return [...inPath, ...inQuery, ...inHeader];
}

function problemResponses(codes: ProblemCode[]) {
  const byStatus = Map.groupBy(codes, (code) => problemStatus[code]);
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [
      String(status),
      {
        description: `code: ${[...new Set(list)].map((code) => `[${code}](${problemType(code)})`).join(', ')}`,
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}

function describeOperation(path: string, handler: RouteHandler) {
  const {
    summary,
    body,
    bodyOptional = false,
    answers,
    conditional,
    problems = [],
    public: open,
  } = handler.operation;
  const successes = Object.entries(answers).map(([status, schema]) => [
    status,
    {
      description: 'Done',
      ...(schema ? { content: { 'application/json': { schema: jsonSchema(schema, 'output') } } } : {}),
    },
  ]);
  const codes = [
    ...everywhere,
    ...(open ? [] : withActor),
    ...(body ? withBody : []),
    ...(conditional ? withCondition : []),
    ...(conditional === 'required' ? (['precondition_required'] as const) : []),
    ...problems,
  ];
  return {
    summary,
    parameters: parameters(path, handler.operation),
    ...(body
      ? {
          requestBody: {
            required: !bodyOptional,
            content: { 'application/json': { schema: jsonSchema(body, 'input') } },
          },
        }
      : {}),
    responses: { ...Object.fromEntries(successes), ...problemResponses(codes) },
    security: open ? [] : [{ apiKey: [] }, { session: [] }],
  };
}

/** The whole description. `server` is the origin of this Flowkeep. */
export function openApi(routes: Routes, server: string) {
  const paths = Object.entries(routes).map(([path, handlers]) => [
    path,
    Object.fromEntries(
      Object.entries(handlers).map(([method, handler]) => [
        method.toLowerCase(),
        describeOperation(path, handler),
      ]),
    ),
  ]);
  return {
    openapi: '3.1.0',
    info: { title: 'Flowkeep', version: '1', description: 'Credentials for the WhatsApp Flows API.' },
    servers: [{ url: server }],
    paths: Object.fromEntries(paths),
    components: {
      schemas: { Problem: jsonSchema(problemSchema, 'output') },
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: `A key of Flowkeep: ${apiKeyPrefix}…` },
        session: { type: 'apiKey', in: 'cookie', name: 'next-auth.session-token' },
      },
    },
  };
}
