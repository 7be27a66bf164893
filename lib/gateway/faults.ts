/** What can go wrong between the caller and Graph, as problems. */
import { Problem, type ProblemCode } from '../errors.ts';

const mayHaveHappened =
  'If the call changes something, look whether it did before you send it again: Flowkeep does not know.';

const sentences = {
  graph_unreachable: 'Flowkeep could not reach Meta, or Meta broke the connection off.',
  graph_timeout: 'Meta did not answer in time.',
  graph_nonsense: 'What answered did not answer as Meta does.',
} satisfies Partial<Record<ProblemCode, string>>;

/** A call that Graph did not answer as it should. `harmless` tells that it can have changed nothing at Meta. */
export function graphFault(code: keyof typeof sentences, harmless: boolean, cause?: unknown): Problem {
  const sentence = harmless ? `${sentences[code]} Try again soon.` : `${sentences[code]} ${mayHaveHappened}`;
  return new Problem(code, sentence, { cause });
}

export function callerStalled(): Problem {
  return new Problem(
    'request_timeout',
    'The body stopped arriving. Send it again, without pauses of 30 seconds.',
  );
}

/** The largest body that is passed on, in bytes: a flow's assets may have 10 MB each, media at Meta up to 100 MB. */
export const bodyMaxBytes = 100 * 1024 * 1024;

export function bodyTooLarge(): Problem {
  return new Problem('body_too_large', `The body is larger than ${bodyMaxBytes / 1024 / 1024} MB.`);
}

const malformedCodes = /^(?:HPE_|ERR_)/;

/** The fault that an error of the connection to Graph means. Its message is for the log: it may hold an address. */
export function faultOf(error: unknown, harmless: boolean): Problem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return graphFault(malformedCodes.test(code) ? 'graph_nonsense' : 'graph_unreachable', harmless, error);
}
