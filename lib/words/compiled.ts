/** The messages as they are shown: compiled once a process, so that neither pages nor browsers parse them. */
import compile from 'icu-minify/compile';
import type { CompiledMessage } from 'icu-minify/format';
import type { Language } from '../request-scope.ts';
import { english, type Room } from './english.ts';
import { pseudoMessage } from './pseudo.ts';

interface Compiled {
  [key: string]: CompiledMessage | Compiled;
}
/** The compiled messages of some rooms. */
export type CompiledRooms = { [R in Room]?: Compiled };

// The compiler's choices have no prototype, which React does not hand to client components.
const plain = (message: CompiledMessage): CompiledMessage => JSON.parse(JSON.stringify(message));

function compiled(source: object, finish: (message: CompiledMessage) => CompiledMessage): Compiled {
  const entries = Object.entries(source) as [string, string | object][];
  return Object.fromEntries(
    entries.map(([key, value]) => [
      key,
      typeof value === 'string' ? finish(plain(compile(value))) : compiled(value, finish),
    ]),
  );
}

const made = new Map<Language, Compiled>();

/** Every room's messages in a language, compiled at the first call. */
export function compiledMessages(language: Language): Required<CompiledRooms> {
  let messages = made.get(language);
  if (!messages) {
    messages = compiled(english, language === 'en-XA' ? pseudoMessage : (message) => message);
    made.set(language, messages);
  }
  return messages as Required<CompiledRooms>;
}
