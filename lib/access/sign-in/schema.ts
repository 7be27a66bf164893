/** What the sign-in and set-up forms submit; shared with the browser. */
import { z } from 'zod';
import { nameMaxLength, visibleName } from '../../name/schema.ts';

export const passwordMinLength = 12;
export const passwordMaxLength = 200;

/** What the words about the fields of an account name. */
export const accountBounds = { min: passwordMinLength, max: passwordMaxLength, longest: nameMaxLength };

/** ASCII only and lower case: look-alike addresses can't become a second account of one person. */
export const emailSchema = z
  .string({ error: 'Enter your e-mail address.' })
  .trim()
  .max(254, { error: 'Enter an e-mail address of at most 254 characters.' })
  .meta({ format: 'email' })
  .pipe(z.email({ error: 'Enter an e-mail address such as you@example.com.' }))
  .transform((email) => email.toLowerCase());

export const passwordSchema = z
  .string({ error: 'Enter a password.' })
  .min(passwordMinLength, { error: `Use at least ${passwordMinLength} characters.` })
  .max(passwordMaxLength, { error: `Use at most ${passwordMaxLength} characters.` });

/** What a person is called. The e-mail address is shown beside it: a name that looks like another one would lie. */
export const personNameSchema = visibleName('The name', 'Enter your name.').refine(
  (name) => !/[@\uff20\ufe6b]/.test(name),
  { error: 'Enter your name, not an address.', params: { reason: 'is_address' } },
);

export const signInSchema = z.strictObject({
  email: emailSchema,
  password: z
    .string({ error: 'Enter your password.' })
    .min(1, { error: 'Enter your password.' })
    .max(passwordMaxLength, { error: `Use at most ${passwordMaxLength} characters.` }),
});
export type SignInInput = z.infer<typeof signInSchema>;

export const setupSchema = z.strictObject({
  code: z
    .string({ error: 'Enter the one-time code.' })
    .trim()
    .min(1, { error: 'Enter the one-time code that Flowkeep printed when it started.' })
    .max(64, { error: 'The code is shorter than this.' }),
  name: personNameSchema,
  email: emailSchema,
  password: passwordSchema,
});
export type SetupInput = z.infer<typeof setupSchema>;
