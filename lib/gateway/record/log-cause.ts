import type { Problem } from '../../errors.ts';
import { log } from '../../log.ts';

/** Tells operators why a use did not end well; its caller is told what that means for him, and no more. */
export function logCause({ code, cause }: Problem, requestId: string | null): void {
  if (cause !== undefined) log().warn({ requestId, code, err: cause }, 'a use failed');
}
