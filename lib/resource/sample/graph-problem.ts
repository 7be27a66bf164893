/** The problem that an error of Graph is, with Graph's own words beside ours. */
import { Problem } from '../../errors.ts';
import type { WholeAnswer } from '../../gateway/exchange/whole-call.ts';
import { judgeCallError } from '../../graph/errors/call-errors.ts';
import type { GraphErrorView } from './sample-view.ts';

/**
 * @param permission what the call needs, where that is known
 * @param extra members beside `graph`
 */
export function graphProblem(
  { error, errorDetails: details, retryAfterSeconds }: WholeAnswer,
  permission: string | null,
  extra: Record<string, unknown> = {},
): Problem {
  if (!error) return new Problem('graph_nonsense', 'What answered did not answer as Meta does.', { extra });
  const verdict = judgeCallError(error, retryAfterSeconds, permission, details);
  const { httpStatus: status, code, subcode, type, message, traceId } = error;
  const graph: GraphErrorView = { status, code, subcode, type, message, details, traceId };
  return new Problem(verdict.code, verdict.message, {
    extra: { ...extra, graph },
    ...(retryAfterSeconds ? { retryAfterSeconds } : {}),
  });
}
