/** Noticing by use that a token died or came back to life: an inspection follows, once a minute at most. */

const pauseMs = 60_000;
const maxRememberedInspections = 10_000;
/** Graph's code for a token that it does not accept. */
const deadToken = 190;

/** What an answer of Graph says about the token that it was asked with. */
export interface Seen {
  credentialId: string;
  requestId: string;
  status: number;
  graphCode: number | null;
  thoughtInvalid: boolean;
}

/**
 * @param inspect inspects a credential and writes what was found
 * @returns what to call with each answer; it starts inspections in the background and never throws
 */
export function createNotice(
  inspect: (credentialId: string, requestId: string) => Promise<unknown>,
  onError: (error: unknown, credentialId: string) => void,
  now: () => number = () => performance.now(),
): (seen: Seen) => void {
  const inspectedAt = new Map<string, number>();
  const running = new Set<string>();

  return ({ credentialId, requestId, status, graphCode, thoughtInvalid }) => {
    const succeeded = status >= 200 && status < 300 && graphCode === null;
    const contradicts = thoughtInvalid ? succeeded : graphCode === deadToken;
    if (!contradicts || running.has(credentialId)) return;
    const last = inspectedAt.get(credentialId);
    if (last !== undefined && now() - last < pauseMs) return;
    if (inspectedAt.size >= maxRememberedInspections) inspectedAt.clear();
    inspectedAt.set(credentialId, now());
    running.add(credentialId);
    inspect(credentialId, requestId)
      .catch((error: unknown) => onError(error, credentialId))
      .finally(() => running.delete(credentialId));
  };
}
