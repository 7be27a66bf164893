/** What the audit trail keeps of an error of Graph: its code and its trace, neither of which is a secret. */
import { integer, isObject, word } from '../../graph/call/untrusted.ts';

export interface ErrorFacts {
  graphCode: number | null;
  traceId: string | null;
}

/** Reads the beginning of an error's body; nulls where that is not the whole of one. */
export function readErrorFacts(start: Buffer): ErrorFacts {
  const nothing = { graphCode: null, traceId: null };
  if (start.length === 0) return nothing;
  try {
    const body: unknown = JSON.parse(start.toString());
    if (!isObject(body) || !isObject(body.error)) return nothing;
    const { code, fbtrace_id: trace } = body.error;
    return { graphCode: integer(code), traceId: word(trace, /^[A-Za-z0-9_-]{1,64}$/) };
  } catch {
    return nothing;
  }
}
