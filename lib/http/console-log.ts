/**
 * What libraries print by themselves, Next's errors above all, becomes lines of the redacting log, with the id of the
 * request during which it was printed.
 */
import { format, stripVTControlCharacters } from 'node:util';
import { log } from '../log.ts';
import { requestScope } from '../request-scope.ts';

const levels = {
  error: 'error',
  warn: 'warn',
  info: 'info',
  log: 'info',
  debug: 'debug',
  trace: 'debug',
} as const;

/** From now on the console writes to the log. @returns what gives it back */
export function leadConsole(): () => void {
  const own = { ...console };
  for (const [method, level] of Object.entries(levels)) {
    console[method as keyof typeof levels] = (...values: unknown[]) => {
      const requestId = requestScope.getStore()?.requestId;
      const text = stripVTControlCharacters(format(...values)).trim();
      if (text !== '') log()[level]({ ...(requestId ? { requestId } : {}), printed: true }, text);
    };
  }
  return () => Object.assign(console, own);
}
