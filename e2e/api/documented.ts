/** Whether an answer is one that the description of the API promises. */
import { z } from 'zod';
import { problemSchema } from '../../lib/errors.ts';
import { type Method, readRoutes } from '../../lib/http/app-files-testing.ts';
import { type Answer, call } from './client.ts';

const documentSchema = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({ responses: z.record(z.string(), z.object({ description: z.string() })) }),
    ),
  ),
});
export type Documentation = z.infer<typeof documentSchema>;

const routes = await readRoutes();

/** The description as the server publishes it. */
export async function documentation(): Promise<Documentation> {
  return documentSchema.parse((await call('/api/openapi.json')).body);
}

function undocumentedProblem(description: string, answer: Answer): string[] {
  const problem = problemSchema.safeParse(answer.body);
  if (!problem.success) return [`is no problem: ${answer.text.slice(0, 200)}`];
  const { code, status, type } = problem.data;
  return [
    description.includes(`[${code}](`) ? '' : `the code ${code} is not described`,
    status === answer.status ? '' : 'the status of the body is another one',
    type.endsWith(`/problems/${code}`) ? '' : 'the type is not the page of the code',
    answer.headers.get('content-type') === 'application/problem+json' ? '' : 'the type of content is another',
  ].filter(Boolean);
}

/** What in an answer is not as described; empty if it is. */
export function undocumented(
  { paths }: Documentation,
  method: string,
  path: string,
  answer: Answer,
): string[] {
  const response = paths[path]?.[method.toLowerCase()]?.responses[String(answer.status)];
  if (!response) return [`the status ${answer.status} is not described: ${answer.text.slice(0, 200)}`];
  if (answer.status >= 400) return undocumentedProblem(response.description, answer);
  const schema = routes.get(path)?.get(method as Method)?.operation.answers[answer.status];
  if (!schema) return answer.text === '' ? [] : ['there is a body'];
  const { success, error } = schema.safeParse(answer.body);
  return success ? [] : [z.prettifyError(error)];
}
