/** Calls of our own API from a page: JSON there and back, problems as values. */
import type { ProblemBody } from '../../lib/errors.ts';

export interface Call {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  body?: unknown;
  /** The version that the person has seen, where the call changes something. */
  version?: number;
  signal?: AbortSignal;
}

/** `lost`: no answer, or one that is not ours; whether the work was done is not known. */
export type CallAnswer<Body = unknown> =
  | { kind: 'done'; body: Body }
  | { kind: 'problem'; problem: ProblemBody & Record<string, unknown>; retryAfter: number | null }
  | { kind: 'lost' };

/** After how many seconds an answer asks to try again. */
export function retryAfterOf(response: Response): number | null {
  return Number(response.headers.get('retry-after')) || null;
}

/**
 * Sends a call. Never throws and never tries again. `Body` is what the route answers with; the server is of the same
 * build, so its answer is not parsed once more. A route that answers 204 has null.
 */
export async function callApi<Body = unknown>(call: Call): Promise<CallAnswer<Body>>;
export async function callApi({ method, url, body, version, signal }: Call): Promise<CallAnswer> {
  try {
    const response = await fetch(url, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      cache: 'no-store',
      ...(signal ? { signal } : {}),
    });
    if (response.status === 204) return { kind: 'done', body: null };
    const answer = await response.json();
    if (response.ok) return { kind: 'done', body: answer };
    if (typeof answer?.code !== 'string') return { kind: 'lost' };
    return { kind: 'problem', problem: answer, retryAfter: retryAfterOf(response) };
  } catch {
    return { kind: 'lost' };
  }
}

/** The same for rooms whose words are not in the messages yet; the others have `failure-words.ts`. */
export function failureText(answer: Exclude<CallAnswer, { kind: 'done' }>): string {
  if (answer.kind === 'lost') return 'Flowkeep did not answer. Check your connection and try again.';
  const { code, detail } = answer.problem;
  return code === 'unauthenticated'
    ? 'Your session has ended. Sign in again in a new tab, then try again.'
    : detail;
}
