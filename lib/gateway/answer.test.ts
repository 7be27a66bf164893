import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { Problem, type ProblemCode } from '../errors.ts';
import { answerProblem } from './answer.ts';

async function answered(code: ProblemCode) {
  const server = createServer((_request, response) =>
    answerProblem(response, new Problem(code, 'What is wrong, and the way out.'), 'request-1'),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const response = await fetch(
    `http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`,
  );
  const body = await response.json();
  await new Promise((resolve) => server.close(resolve));
  return { status: response.status, body };
}

test.each<[ProblemCode, number, number, number?]>([
  ['unauthenticated', 401, 190],
  ['key_revoked', 401, 190, 466],
  ['key_expired', 401, 190, 463],
  ['forbidden', 403, 10],
  ['call_refused', 403, 10],
  ['too_many_requests', 429, 4],
  ['graph_unreachable', 502, 2],
  ['audit_unavailable', 503, 2],
  ['graph_timeout', 504, 2],
  ['invalid_input', 400, 100],
  ['not_found', 404, 100],
  ['token_missing', 409, 100],
])('%s speaks Graph too, beside its own members', async (code, status, graphCode, subcode) => {
  const message = 'What is wrong, and the way out.';
  expect(await answered(code)).toEqual({
    status,
    body: expect.objectContaining({
      code,
      detail: message,
      error: {
        message,
        type: 'OAuthException',
        code: graphCode,
        ...(subcode ? { error_subcode: subcode } : {}),
        fbtrace_id: 'request-1',
      },
    }),
  });
});
