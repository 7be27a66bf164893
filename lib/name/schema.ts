/** The rules of texts that people read, and of names above all: what is written is what is seen. */
import { z } from 'zod';
import { holdsSecret } from '../parameter/secret-text.ts';

export const nameMaxLength = 100;

/**
 * Characters that show nothing, or turn the direction of what follows: they make names lie. Of those that Unicode
 * calls ignorable only the two that choose the look of an emoji may stand. The last ones are drawn as nothing
 * although Unicode counts them as letters or signs.
 */
export const unprintable =
  /(?![\ufe0e\ufe0f])[\p{Cc}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\u2028\u2029\ufff9-\ufffc\u2800\u{13441}\u{13442}\u{1d159}]/u;

/** A letter, a digit, or a sign that is drawn. */
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** Text that people read: no broken Unicode, nothing of what is `forbidden`, no secrets. */
export function plainText(label: string, forbidden: RegExp) {
  return z
    .string({ error: `${label} must be text.` })
    .trim()
    .refine((text) => text.isWellFormed(), { error: `${label} holds a broken character. Type it again.` })
    .refine((text) => !forbidden.test(text), {
      error: `${label} holds an invisible or control character. Type it instead of pasting it.`,
    })
    .refine((text) => !holdsSecret(text), {
      error: `${label} holds something that looks like a token or another secret. Put tokens only in the Access Token field.`,
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

/**
 * A name that can be seen: 1 to 100 characters, at least one of them drawn.
 * @param empty what to say when there is none
 */
export function visibleName(label: string, empty: string) {
  return plainText(label, unprintable)
    .refine((text) => text.length > 0, { error: empty, abort: true })
    .refine((text) => text.length <= nameMaxLength, {
      error: `Use at most ${nameMaxLength} characters for the name.`,
    })
    .refine((text) => visible.test(text), { error: `${label} shows nothing. Use a letter or a digit.` })
    .meta({ minLength: 1, maxLength: nameMaxLength });
}
