/** Judges a form by the schema that the server parses with; errors carry the reason, which the form words. */
import type { FieldErrors, FieldValues, Resolver } from 'react-hook-form';
import type { z } from 'zod';
import { reasonOf } from '../../lib/errors.ts';

/** @returns a resolver whose errors have the reason as `type`: the first of each field */
export function schemaResolver<Input extends FieldValues, Output>(
  schema: z.ZodType<Output, Input>,
): Resolver<Input, unknown, Output> {
  return (values) => {
    const result = schema.safeParse(values);
    if (result.success) return { values: result.data, errors: {} };
    const errors: Record<string, { type: string }> = {};
    for (const issue of result.error.issues) errors[issue.path.join('.')] ??= { type: reasonOf(issue) };
    return { values: {}, errors: errors as FieldErrors<Input> };
  };
}
