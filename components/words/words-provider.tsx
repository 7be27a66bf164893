'use client';
/** Gives client components below it the words of some rooms, beside those that are given above it. */
import { createContext, type ReactNode, use, useMemo } from 'react';
import { IntlProvider, type Messages } from 'use-intl';
import type { Language } from '../../lib/request-scope.ts';
import type { CompiledRooms } from '../../lib/words/compiled.ts';

const Known = createContext<CompiledRooms>({});

interface WordsProviderProps {
  language: Language;
  rooms: CompiledRooms;
  children: ReactNode;
}

export function WordsProvider({ language, rooms, children }: WordsProviderProps) {
  const above = use(Known);
  const all = useMemo(() => ({ ...above, ...rooms }), [above, rooms]);
  return (
    <Known value={all}>
      {/* Compiled messages have the keys of their source; the types are read from that. */}
      <IntlProvider locale={language} messages={all as unknown as Messages} timeZone="UTC">
        {children}
      </IntlProvider>
    </Known>
  );
}
