/** A mistake in a command's words: one sentence. */
export class UsageError extends Error {
  override name = 'UsageError';
}
