/** From the schemas that handlers parse with to JSON Schema as generators of clients can live with it. */
import { z } from 'zod';

export type JsonSchema = Record<string, unknown>;

/**
 * What a schema says of itself where its own form would mislead: queries are text, but `limit` is a number to whoever
 * calls. Written as `.meta({ described: … })`.
 */
function asDescribed(jsonSchema: JsonSchema): void {
  const { described, description } = jsonSchema;
  if (!described) return;
  for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
  Object.assign(jsonSchema, described, description ? { description } : {});
}

/** Takes out what zod adds to a format or to a whole number: generators put it into types and checks of their own. */
function withoutNoise(jsonSchema: JsonSchema): void {
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}

/** Schemas of their own name go among the components. */
function withRefs(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withRefs);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      key,
      key === '$ref' && typeof part === 'string'
        ? part.replace('#/$defs/', '#/components/schemas/')
        : withRefs(part),
    ]),
  );
}

/** What may be sent, in place: under a name of its own, generators make what has a default required. */
export function inputSchema(schema: z.ZodType): JsonSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      asDescribed(jsonSchema);
      withoutNoise(jsonSchema);
    },
  });
  return rest;
}

/**
 * What is answered; open, since answers may get new members.
 * @param components gets the schemas that have a name (`.meta({ id })`)
 */
export function outputSchema(schema: z.ZodType, components: Record<string, JsonSchema>): JsonSchema {
  const {
    $schema: _dialect,
    $defs,
    ...rest
  } = z.toJSONSchema(schema, {
    io: 'output',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      asDescribed(jsonSchema);
      withoutNoise(jsonSchema);
      const { additionalProperties: more } = jsonSchema;
      const anything = typeof more === 'object' && Object.keys(more).length === 0;
      if (more === false || (anything && jsonSchema.properties)) delete jsonSchema.additionalProperties;
    },
  });
  for (const [name, part] of Object.entries($defs ?? {})) components[name] = withRefs(part) as JsonSchema;
  return withRefs(rest) as JsonSchema;
}
