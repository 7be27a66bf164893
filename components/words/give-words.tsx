/** Which words a page brings to the browser: those of the rooms whose client components it shows or may fetch. */
import type { ReactNode } from 'react';
import { compiledMessages } from '../../lib/words/compiled.ts';
import type { Room } from '../../lib/words/english.ts';
import { currentLanguage } from '../../lib/words/words.ts';
import { WordsProvider } from './words-provider.tsx';

/** Stands in pages and layouts; `lib/words/given.test.ts` holds the rooms to what the components below it use. */
export function GiveWords({ rooms, children }: { rooms: Room[]; children: ReactNode }) {
  const language = currentLanguage();
  const messages = compiledMessages(language);
  return (
    <WordsProvider
      language={language}
      rooms={Object.fromEntries(rooms.map((room) => [room, messages[room]]))}
    >
      {children}
    </WordsProvider>
  );
}
