/**
 * What libraries print by themselves, Next's errors above all, becomes lines of the redacting log, with the id of the
 * request during which it was printed.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { format, stripVTControlCharacters } from 'node:util';
import { log } from '../log.ts';

const levels = {
  error: 'error',
  warn: 'warn',
  info: 'info',
  log: 'info',
  debug: 'debug',
  trace: 'debug',
} as const;

const requestIds = new AsyncLocalStorage<string>();

/** Runs what answers a request, so that what it prints is known by the request's id. */
export function underRequest<Result>(requestId: string, answer: () => Result): Result {
  return requestIds.run(requestId, answer);
}

/** From now on the console writes to the log. @returns what gives it back */
export function leadConsole(): () => void {
  const own = { ...console };
  for (const [method, level] of Object.entries(levels)) {
    console[method as keyof typeof levels] = (...values: unknown[]) => {
      const requestId = requestIds.getStore();
      const text = stripVTControlCharacters(format(...values)).trim();
      if (text !== '') log()[level]({ ...(requestId ? { requestId } : {}), printed: true }, text);
    };
  }
  return () => Object.assign(console, own);
}
