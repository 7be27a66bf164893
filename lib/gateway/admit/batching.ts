/**
 * Asking together what is asked at about the same time. A question waits only while others are under way, and is
 * never answered by a statement that began before it came: what that saw may be over.
 */

/** Statements at once: while one is on its way back, the next can be at work. */
const maxConcurrentStatements = 2;
const maxBatchSize = 200;
/** More than this wait only where the answers don't come any more. */
const maxQueued = 2_000;

interface Waiting<Question, Answer> {
  question: Question;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/**
 * @param ask answers several questions, in their order
 * @param full the error of a question that finds too many waiting
 * @returns what answers one
 */
export function batched<Question, Answer>(
  ask: (questions: readonly Question[]) => Promise<readonly Answer[]>,
  full: () => Error,
): (question: Question) => Promise<Answer> {
  let waiting: Waiting<Question, Answer>[] = [];
  let running = 0;
  let planned = false;

  async function askNext(): Promise<void> {
    planned = false;
    if (waiting.length === 0 || running >= maxConcurrentStatements) return;
    const batch = waiting.slice(0, maxBatchSize);
    waiting = waiting.slice(maxBatchSize);
    running += 1;
    plan();
    try {
      const answers = await ask(batch.map(({ question }) => question));
      for (const [index, { resolve }] of batch.entries()) resolve(answers[index] as Answer);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
    running -= 1;
    plan();
  }

  function plan(): void {
    if (planned || waiting.length === 0 || running >= maxConcurrentStatements) return;
    planned = true;
    setImmediate(() => void askNext());
  }

  return (question) =>
    new Promise((resolve, reject) => {
      if (waiting.length >= maxQueued) throw full();
      waiting.push({ question, resolve, reject });
      plan();
    });
}
