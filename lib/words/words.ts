/** The words of a room for what is rendered on the server; client components have `useTranslations` of use-intl. */
import { createTranslator } from 'use-intl/core';
import { type Language, requestScope } from '../request-scope.ts';
import { compiledMessages } from './compiled.ts';
import type { English, Room } from './english.ts';

/** What gives the words of a room, as `words` and `useTranslations` make it; its keys and values are checked. */
export type Words<R extends Room> = ReturnType<typeof createTranslator<English, R>>;

/** The language of the request that is being answered. */
export const currentLanguage = (): Language => requestScope.getStore()?.language ?? 'en';

const made = new Map<string, unknown>();

/** The words of a room in the language of the request. */
export function words<R extends Room>(room: R, language: Language = currentLanguage()): Words<R> {
  const key = `${language} ${room}`;
  if (!made.has(key)) {
    // Compiled messages have the keys of their source; the types are read from that.
    const messages = compiledMessages(language) as unknown as English;
    made.set(
      key,
      createTranslator<English, R>({ locale: language, messages, namespace: room as never, timeZone: 'UTC' }),
    );
  }
  return made.get(key) as Words<R>;
}
