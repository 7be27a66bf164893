/** Whether an answer is one that the description of the API promises. */
import { z } from 'zod';
import { problemSchema } from '../../lib/errors.ts';
import { type Method, readRoutes } from '../../lib/http/app-files-testing.ts';
import { type Answer, call } from './client.ts';

const responseSchema = z.object({
  description: z.string(),
  headers: z.record(z.string(), z.unknown()).optional(),
});
const problemPartSchema = z.tuple([
  z.unknown(),
  z.object({ properties: z.looseObject({ code: z.object({ const: z.string() }) }) }),
]);

const documentSchema = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        responses: z.record(z.string(), responseSchema),
        security: z.array(z.record(z.string(), z.array(z.string()))),
      }),
    ),
  ),
  components: z.object({ schemas: z.record(z.string(), z.looseObject({ allOf: z.unknown().optional() })) }),
});
export type Documentation = z.infer<typeof documentSchema>;

const routes = await readRoutes();

/** The description as the server publishes it. */
export async function documentation(): Promise<Documentation> {
  return documentSchema.parse((await call('/api/openapi.json')).body);
}

/** The headers that say something of an answer: each is described where it comes, and comes where it is. */
const telling = ['etag', 'location', 'retry-after', 'www-authenticate'];
const always = ['etag', 'location', 'www-authenticate'];

function undocumentedHeaders(described: Record<string, unknown> = {}, { headers }: Answer): string[] {
  const names = Object.keys(described).map((name) => name.toLowerCase());
  return [
    ...telling.filter((name) => headers.has(name) && !names.includes(name)),
    ...always.filter((name) => !headers.has(name) && names.includes(name)),
  ].map((name) => `the header ${name} is another than described`);
}

/** The members of a problem that its code is not described with. */
function undocumentedMembers({ components }: Documentation, body: Record<string, unknown>): string[] {
  const part = Object.values(components.schemas)
    .map(({ allOf }) => problemPartSchema.safeParse(allOf).data?.[1])
    .find((found) => found?.properties.code.const === body.code);
  const known = [...Object.keys(problemSchema.shape), ...Object.keys(part?.properties ?? {})];
  return Object.keys(body)
    .filter((name) => !known.includes(name))
    .map((name) => `the member ${name} is not described`);
}

function undocumentedProblem(document: Documentation, description: string, answer: Answer): string[] {
  const problem = problemSchema.safeParse(answer.body);
  if (!problem.success) return [`is no problem: ${answer.text.slice(0, 200)}`];
  const { code, status, type } = problem.data;
  return [
    description.includes(`[${code}](`) ? '' : `the code ${code} is not described`,
    status === answer.status ? '' : 'the status of the body is another one',
    type.endsWith(`/problems/${code}`) ? '' : 'the type is not the page of the code',
    answer.headers.get('content-type') === 'application/problem+json' ? '' : 'the type of content is another',
    ...undocumentedMembers(document, problem.data),
  ].filter(Boolean);
}

/** What in an answer is not as described; empty if it is. */
export function undocumented(
  document: Documentation,
  method: string,
  path: string,
  answer: Answer,
): string[] {
  const response = document.paths[path]?.[method.toLowerCase()]?.responses[String(answer.status)];
  if (!response) return [`the status ${answer.status} is not described: ${answer.text.slice(0, 200)}`];
  const headers = undocumentedHeaders(response.headers, answer);
  if (answer.status >= 400)
    return [...headers, ...undocumentedProblem(document, response.description, answer)];
  const schema = routes.get(path)?.get(method as Method)?.operation.answers[answer.status];
  if (!schema) return [...headers, ...(answer.text === '' ? [] : ['there is a body'])];
  const { success, error } = schema.safeParse(answer.body);
  return [...headers, ...(success ? [] : [z.prettifyError(error)])];
}
