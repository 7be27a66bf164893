/** The log: JSON lines on standard output, with anything token-shaped blanked as the last line of defence. */
import { pino } from 'pino';
import { apiKeyPrefix } from './api-key.ts';
import { environment } from './env.ts';

// Digits are looked at from the first of them only: from each of them, a long row would take the square of its length.
const metaShapes =
  /EAA[A-Za-z0-9]{20,}|(?<!\d)\d{5,}(?:\||%7C)[A-Za-z0-9_-]{20,}|((?:access_token|appsecret_proof|input_token|client_secret|fb_exchange_token)=)[^&\s"\\]+|(Bearer )[^\s"\\]+|(postgres(?:ql)?:\/\/[^:@\s"]*:)[^@\s"]+(?=@)/;
const secretShapes = new RegExp(`${apiKeyPrefix}[A-Za-z0-9_-]{8,}|${metaShapes.source}`, 'gi');

/** Blanks whatever looks like a token, a key or a password; ordinary text passes unchanged. */
export function redact(text: string): string {
  return text.replace(
    secretShapes,
    (_match, query?: string, bearer?: string, url?: string) => `${query ?? bearer ?? url ?? ''}[secret]`,
  );
}

/**
 * What the log says of an error: its name, code, words and stack, and those of the errors behind it. Nothing else of
 * them: some of the runtime's carry the bytes that they are about, some of a library's what it was asked with.
 */
function errorFacts(error: unknown, depth = 5): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack, cause } = error;
  return {
    type: name,
    message,
    ...('code' in error ? { code: error.code } : {}),
    stack,
    ...(cause !== undefined && depth > 1 ? { cause: errorFacts(cause, depth - 1) } : {}),
  };
}

function create() {
  return pino(
    {
      level: environment().logLevel,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: (error: unknown) => errorFacts(error) },
    },
    { write: (line: string) => process.stdout.write(redact(line)) },
  );
}

let logger: ReturnType<typeof create> | undefined;

/** The process's logger. Log facts under names of their own, never a request's body or headers. */
export function log() {
  logger ??= create();
  return logger;
}

/** For what the log is kept for, as anchors are: told at every level but `silent`, also where a command asks for less. */
export function logAlways(facts: Record<string, unknown>, message: string): void {
  const level = environment().logLevel === 'silent' ? 'silent' : 'info';
  log().child({}, { level }).info(facts, message);
}
