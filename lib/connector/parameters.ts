/** Parameters that several endpoint templates share, and the kinds of which the others are made. */
import { z } from 'zod';
import { JsonScan } from '../parameter/json-scan.ts';
import type { ParameterReader } from '../parameter/names.ts';
import { holdsSecret } from '../parameter/secret-text.ts';
import { NotJson, Unreadable } from '../parameter/unreadable.ts';
import type { ListedKind, Option, Parameter } from './endpoint.ts';

/** Said of a value that is missing, or of no kind that it can have. */
export const missingError = 'Fill this in.';

/** Meta's ids are text: they outgrow numbers. */
const idSchema = z
  .string({ error: missingError })
  .trim()
  .regex(/^[1-9][0-9]{4,19}$/, { error: 'An ID of Meta consists of 5 to 20 digits.' });

/** The credential's token is added by Flowkeep; a secret that is typed here would be stored and shown. */
export const withoutSecret = (text: string) => !holdsSecret(text);
export const secretError =
  'This holds an access token, a key or another secret. Leave it out: Flowkeep adds the token of the credential by itself.';

/** Text that stays as it is but for blanks around it, whatever it says. @param most characters */
export const anyText = (most: number) =>
  z
    .string({ error: missingError })
    .trim()
    .min(1, { error: missingError })
    .max(most, { error: `At most ${most} characters.` });

/** The same without a secret in it. @param most characters */
export const text = (most: number) => anyText(most).refine(withoutSecret, { error: secretError });

const jsonError = 'This is not JSON. Paste the whole of it, with its outer braces.';

/** What is wrong with a JSON object as text; what the gateway would not read is not kept either. */
function jsonFault(written: string, reader: ParameterReader): string | null {
  try {
    const scan = new JsonScan(reader);
    scan.push(written);
    scan.end();
    return null;
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return error instanceof NotJson ? jsonError : `${error.message} Write it otherwise.`;
  }
}

const anyName: ParameterReader = { name: () => false, value: () => undefined };

/** A JSON object, as text. @param most characters @param reader judges its outermost names; throws Unreadable */
export const jsonText = (most: number, reader = anyName) =>
  anyText(most)
    .superRefine((written, context) => {
      const message = jsonFault(written, reader);
      if (message) context.addIssue({ code: 'custom', message, continue: false });
    })
    .refine(withoutSecret, { error: secretError });

/** What a text that passed `jsonText` holds. */
export function jsonOf(written: string): Record<string, unknown> {
  return JSON.parse(written) as Record<string, unknown>;
}

export const optionsOf = (values: readonly string[]): Option[] =>
  values.map((value) => ({ value, label: wordsOf(value) }));

/** `APPOINTMENT_BOOKING` as people write it. */
function wordsOf(value: string): string {
  const words = value.replaceAll('_', ' ').toLowerCase();
  return `${words[0]?.toUpperCase()}${words.slice(1)}`;
}

const listed = (list: ListedKind, label: string, help: string): Parameter<typeof idSchema> => ({
  label,
  help,
  control: { kind: 'listed', list },
  schema: idSchema,
});

export const flowId = (help = 'Chosen from the flows of the account.') => listed('flows', 'Flow', help);

export const phoneNumberId = (help = 'Chosen from the phone numbers of the account.') =>
  listed('phone-numbers', 'Phone number', help);

/** The same parameter, which may be left out. */
export function optional<Schema extends z.ZodType>(
  parameter: Parameter<Schema>,
): Parameter<z.ZodOptional<Schema>> {
  return { ...parameter, schema: parameter.schema.optional() };
}

/** The same, seldom needed. */
export function rare<Schema extends z.ZodType>(
  parameter: Parameter<Schema>,
): Parameter<z.ZodOptional<Schema>> {
  return { ...optional(parameter), rare: true };
}

export const plainId = (label: string, help: string): Parameter<typeof idSchema> => ({
  label,
  help,
  control: { kind: 'text' },
  schema: idSchema,
});

export const line = (label: string, help: string, most: number, placeholder?: string) => ({
  label,
  help,
  control: { kind: 'text' as const, ...(placeholder ? { placeholder } : {}) },
  schema: text(most),
});

export const paragraph = (label: string, help: string, most: number) => ({
  label,
  help,
  control: { kind: 'long-text' as const },
  schema: text(most),
});

export const json = (
  label: string,
  help: string,
  most: number,
  placeholder?: string,
  reader?: ParameterReader,
) => ({
  label,
  help,
  control: { kind: 'long-text' as const, code: true, ...(placeholder ? { placeholder } : {}) },
  schema: jsonText(most, reader),
});

export const date = (label: string, help: string) => ({
  label,
  help,
  control: { kind: 'date' as const },
  schema: z.iso.date({ error: 'Write the date as in 2026-11-25.' }),
});

export const toggle = (label: string, help: string) => ({
  label,
  help,
  control: { kind: 'switch' as const },
  schema: z.boolean().optional(),
});

export function choice<const Value extends string>(
  label: string,
  help: string,
  values: readonly Value[],
  options: readonly Option[] = optionsOf(values),
) {
  return {
    label,
    help,
    control: { kind: 'choice' as const, options },
    schema: z.enum(values, {
      error: ({ input }) => (input === undefined ? 'Choose one.' : `One of these: ${values.join(', ')}.`),
    }),
  };
}

export const url = (label: string, help: string) => ({
  label,
  help,
  control: { kind: 'text' as const, placeholder: 'https://' },
  schema: z
    .url({ protocol: /^https$/, error: 'An address that begins with https://.' })
    .max(2000)
    .refine(withoutSecret, { error: secretError }),
});

/** A language of message templates. */
export const language = (help: string) => ({
  label: 'Language',
  help,
  control: { kind: 'text' as const, placeholder: 'en_US' },
  schema: z
    .string({ error: missingError })
    .trim()
    .regex(/^[a-z]{2,3}(?:_[A-Z]{2,3})?$/, { error: 'A language as Meta writes it, such as en_US.' }),
});

/** Categories of a flow, as Meta names them. */
export const flowCategories = [
  'SIGN_UP',
  'SIGN_IN',
  'APPOINTMENT_BOOKING',
  'LEAD_GENERATION',
  'CONTACT_US',
  'CUSTOMER_SUPPORT',
  'SURVEY',
  'SHOPPING',
  'OTHER',
] as const;

const categoriesError = 'Choose at least one category.';

export const categories = () => ({
  label: 'Categories',
  help: 'What the flow is for. At least one.',
  control: { kind: 'choices' as const, options: optionsOf(flowCategories) },
  schema: z
    .array(z.enum(flowCategories, { error: `Choose among: ${flowCategories.join(', ')}.` }), {
      error: categoriesError,
    })
    .min(1, { error: categoriesError })
    .max(flowCategories.length),
});

/** Meta takes files of 10 MB; what is typed or pasted here may have a tenth of that. */
const flowJsonMost = 1_000_000;

export const flowJson = () =>
  json(
    'Flow JSON',
    'The screens of the flow, as Meta’s Flow Builder exports them.',
    flowJsonMost,
    '{ "version": "7.1", "screens": [ … ] }',
  );
