/** The problem that an error of Graph is, with Graph's own words beside ours. */
import { Problem } from '../../errors.ts';
import type { WholeAnswer } from '../../gateway/exchange/whole-call.ts';
import { judgeCallError, type NeededPermission } from '../../graph/errors/call-errors.ts';
import type { GraphErrorView } from './sample-view.ts';

/**
 * @param needs the permission of the call, where that is known, and those that Meta listed for the token
 * @param extra members beside `graph`
 */
export function graphProblem(
  { error, errorDetails: details, retryAfterSeconds }: WholeAnswer,
  needs: NeededPermission,
  extra: Record<string, unknown> = {},
): Problem {
  if (!error) return new Problem('graph_nonsense', 'What answered did not answer as Meta does.', { extra });
  const verdict = judgeCallError(error, retryAfterSeconds, needs, details);
  const { httpStatus: status, code, subcode, type, message, userTitle, userMessage, traceId } = error;
  const words = { message, details, userTitle, userMessage };
  const graph: GraphErrorView = { status, code, subcode, type, ...words, traceId };
  return new Problem(verdict.code, verdict.message, {
    extra: { ...extra, graph },
    ...(retryAfterSeconds ? { retryAfterSeconds } : {}),
  });
}
