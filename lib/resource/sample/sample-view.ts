/** What a browser gets of a call that tests a source or destination. Safe in browsers. */
import { z } from 'zod';

export const requestViewSchema = z
  .object({
    method: z.string(),
    url: z.string(),
    headers: z.array(z.object({ name: z.string(), value: z.string() })),
    body: z.string().nullable(),
    /** The same call through the gateway, as a command. */
    curl: z.string(),
  })
  .meta({ id: 'RequestView' });
export type RequestView = z.infer<typeof requestViewSchema>;

/** An error of Graph, beside the sentence that says what to do about it. */
export const graphErrorViewSchema = z
  .object({
    status: z.number().int(),
    code: z.number().int().nullable(),
    subcode: z.number().int().nullable(),
    type: z.string().nullable(),
    /** Meta's own words, cleaned of secrets. */
    message: z.string(),
    details: z.string().nullable(),
    /** What Meta wrote for people, in the language it chose. */
    userTitle: z.string().nullable(),
    userMessage: z.string().nullable(),
    traceId: z.string().nullable(),
  })
  .meta({ id: 'GraphError' });
export type GraphErrorView = z.infer<typeof graphErrorViewSchema>;

export const sampleViewSchema = z
  .object({
    request: requestViewSchema,
    /** What of the call Meta takes, but not for long or not as it is meant: sentences for people. */
    warnings: z.array(z.string()),
    /** Null where the call was only shown. */
    answer: z
      .object({
        status: z.number().int(),
        body: z.record(z.string(), z.unknown()),
        /** Files that the answer names, with what is in them, or why that can't be shown. */
        files: z.array(
          z.object({ name: z.string(), text: z.string().nullable(), problem: z.string().nullable() }),
        ),
        nextCursor: z.string().nullable(),
        previousCursor: z.string().nullable(),
        servedVersion: z.string().nullable(),
        traceId: z.string().nullable(),
        milliseconds: z.number().int(),
      })
      .nullable(),
  })
  .meta({ id: 'Sample' });
export type SampleView = z.infer<typeof sampleViewSchema>;

export const choicesSchema = z
  .object({
    items: z.array(z.object({ value: z.string(), label: z.string(), detail: z.string() })),
    /** Whether these are all, as far as Meta says: of none that is never sure. */
    complete: z.boolean(),
  })
  .meta({ id: 'Choices' });
export type Choices = z.infer<typeof choicesSchema>;
