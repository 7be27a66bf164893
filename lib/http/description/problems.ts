/** Problems in the description of the API: each code is a schema, so that clients know its members by its code. */
import { z } from 'zod';
import { type ProblemCode, problemSchema, problemStatus } from '../../errors.ts';
import { problemType } from '../problem-response.ts';
import { headersOf } from './headers.ts';
import { type JsonSchema, outputSchema } from './json-schema.ts';

/** The members that a problem may have besides those of all problems, by its code. */
export type ProblemMembers = Partial<Record<ProblemCode, z.ZodRawShape>>;

/** `name_taken` → `NameTakenProblem` */
function nameOf(code: ProblemCode): string {
  const words = code.split('_').map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`);
  return `${words.join('')}Problem`;
}

const refTo = (code: ProblemCode) => ({ $ref: `#/components/schemas/${nameOf(code)}` });

/** Adds the schemas of all codes to the components, and the one of any problem. */
export function addProblemSchemas(
  components: Record<string, JsonSchema>,
  codes: Iterable<ProblemCode>,
  members: ProblemMembers,
): void {
  const any = outputSchema(problemSchema, components);
  const properties = any.properties as Record<string, JsonSchema>;
  const all = { type: 'string', enum: Object.keys(problemStatus) };
  components.Problem = { ...any, properties: { ...properties, code: all } };
  for (const code of codes) {
    const { properties: own = {}, required = [] } = outputSchema(
      z.object(members[code] ?? {}),
      components,
    ) as { properties?: Record<string, JsonSchema>; required?: string[] };
    components[nameOf(code)] = {
      allOf: [
        { $ref: '#/components/schemas/Problem' },
        {
          type: 'object',
          properties: {
            code: { type: 'string', const: code },
            status: { type: 'integer', const: problemStatus[code] },
            ...own,
          },
          required: ['code', 'status', ...required],
        },
      ],
    };
  }
}

/** The responses that are problems, by status. */
export function problemResponses(codes: readonly ProblemCode[], trimmed: boolean) {
  const byStatus = Map.groupBy(new Set(codes), (code) => problemStatus[code]);
  return Object.fromEntries(
    [...byStatus].map(([status, [first, ...more]]) => {
      const list = first ? [first, ...more] : more;
      const schema = list.length === 1 && first ? refTo(first) : { oneOf: list.map(refTo) };
      const response = {
        description: `code: ${list.map((code) => `[${code}](${problemType(code)})`).join(', ')}`,
        headers: headersOf([
          ...(status === 401 ? (['WWW-Authenticate'] as const) : []),
          ...([429, 502, 503, 504, 422].includes(status) ? (['Retry-After'] as const) : []),
          ...(trimmed ? (['X-Flowkeep-Trimmed'] as const) : []),
        ]),
        content: { 'application/problem+json': { schema } },
      };
      return [String(status), response];
    }),
  );
}
