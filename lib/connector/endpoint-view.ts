/** An endpoint template as programs read it: its parameters as a JSON Schema, with label and help. */
import { z } from 'zod';
import type { EndpointTemplate } from './endpoint.ts';

export const endpointViewSchema = z
  .object({
    id: z.string(),
    kind: z.enum(['source', 'destination']),
    group: z.string(),
    name: z.string(),
    summary: z.string(),
    effect: z.enum(['reads', 'changes', 'sends', 'deletes']),
    /** What people do not expect of it; null where it does what its name says. */
    caution: z.string().nullable(),
    permission: z.string().nullable(),
    docs: z.url(),
    /** A JSON Schema of the object `parameters`. */
    parameters: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Endpoint' });
export type EndpointView = z.infer<typeof endpointViewSchema>;

/** Adds to the schema of a parameter what a form says about it. */
function parameterSchema(
  schema: z.ZodType,
  { label, help, control }: EndpointTemplate['parameters'][string],
) {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const listed = control.kind === 'listed' ? { 'x-listed': control.list } : {};
  return { ...rest, title: label, description: help, ...listed };
}

export function toEndpointView(template: EndpointTemplate): EndpointView {
  const { id, kind, group, name, summary, effect, caution, permission, docs } = template;
  const entries = Object.entries(template.parameters);
  const parameters = {
    type: 'object',
    properties: Object.fromEntries(
      entries.map(([key, value]) => [key, parameterSchema(value.schema, value)]),
    ),
    required: entries.filter(([, { schema }]) => !schema.safeParse(undefined).success).map(([key]) => key),
    additionalProperties: false,
  };
  return { id, kind, group, name, summary, effect, caution, permission, docs, parameters };
}
