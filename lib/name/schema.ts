/** The rules of texts that people read, and of names above all: what is written is what is seen. */
import { z } from 'zod';
import { holdsSecret } from '../parameter/secret-text.ts';
import { hasUnseen, isBlank, withoutJoiners } from './unseen.ts';

export const nameMaxLength = 100;

/** What is typed for a name may have twice as many characters, or more, until its accents are put together. */
export const typedNameMaxLength = 4 * nameMaxLength;

/** A letter, a digit, or a sign that is drawn. */
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** A name as it is stored: letters and accents in one form (NFC), blanks one by one. */
export function storedName(name: string): string {
  return name
    .normalize('NFC')
    .replace(/\p{Zs}+/gu, ' ')
    .trim();
}

function whole(label: string): z.ZodString {
  return z
    .string({ error: `${label} must be text.` })
    .trim()
    .refine((text) => text.isWellFormed(), {
      error: `${label} holds a broken character. Type it again.`,
      params: { reason: 'broken_character' },
    });
}

function readable(schema: z.ZodString, label: string, isForbidden: (text: string) => boolean): z.ZodString {
  return schema
    .refine((text) => !isForbidden(text), {
      error: `${label} holds an invisible or control character. Type it instead of pasting it.`,
      params: { reason: 'invisible_character' },
    })
    .refine((text) => !holdsSecret(text) && !holdsSecret(withoutJoiners(text)), {
      error: `${label} holds something that looks like a token or another secret. Put tokens only in the Access Token field.`,
      params: { reason: 'holds_secret' },
    });
}

/** The id of something of Flowkeep's, in lower case. @param error what to say of anything else */
export function writtenId(error: string) {
  return z
    .string({ error })
    .trim()
    .meta({ format: 'uuid' })
    .pipe(z.uuid({ error }))
    .transform((id) => id.toLowerCase());
}

/** Text that people read: no broken Unicode, nothing that is forbidden, no secrets. */
export function plainText(label: string, isForbidden: (text: string) => boolean): z.ZodString {
  return readable(whole(label), label, isForbidden);
}

/**
 * A name that can be seen, in the form in which it is stored: 1 to 100 characters, at least one of them drawn.
 * @param empty what to say when there is none, or nothing of it is drawn
 */
export function visibleName(label: string, empty: string): z.ZodString {
  const given = whole(label)
    .overwrite(storedName)
    .refine((text) => !isBlank(text), { error: empty, abort: true, params: { reason: 'empty' } });
  return readable(given, label, hasUnseen)
    .refine((text) => text.length <= nameMaxLength, {
      error: `Use at most ${nameMaxLength} characters for the name.`,
      params: { reason: 'too_long' },
    })
    .refine((text) => visible.test(text), {
      error: `${label} shows nothing. Use a letter or a digit.`,
      params: { reason: 'shows_nothing' },
    })
    .meta({ minLength: 1, maxLength: nameMaxLength });
}
