/** What a person or program may send about a data source or destination; shared by form and server. */
import { z } from 'zod';
import { connectorIds } from '../connector/connectors.ts';
import type { EndpointTemplate } from '../connector/endpoint.ts';
import { findEndpoint } from '../connector/endpoints.ts';
import { descriptionSchema, nameSchema } from '../credential/schema.ts';
import { writtenId } from '../name/schema.ts';

export const resourceKinds = ['source', 'destination'] as const;
export type ResourceKind = (typeof resourceKinds)[number];

/** Values of parameters as they come; the template decides which there are and what each may be. */
export const valuesSchema = z.record(z.string().max(60), z.unknown());
export type ParameterValues = z.infer<typeof valuesSchema>;

const endpointSchema = z.string({ error: 'Choose an endpoint.' }).max(60);
const connectorSchema = z.enum(connectorIds, {
  error: 'Choose a connector that Flowkeep knows: whatsapp-flows.',
});
const credentialIdSchema = writtenId('Choose a credential.');

/** What of a template's parameters is set for good: all that a source needs; what a destination's records leave out. */
export function storedSchema(template: EndpointTemplate): z.ZodType<ParameterValues> {
  return template.kind === 'source' ? template.schema : template.partSchema;
}

interface Chosen {
  endpoint?: string | null | undefined;
  parameters?: ParameterValues | undefined;
}

/** Replaces the parameters by what the template makes of them, and says of each what is wrong with it. */
function withParameters(kind: ResourceKind) {
  return <Input extends Chosen>(input: Input, context: z.RefinementCtx): Input => {
    const { endpoint, parameters } = input;
    const refuse = (reason: string, message: string): Input => {
      context.addIssue({ code: 'custom', path: ['endpoint'], message, params: { reason } });
      return input;
    };
    if (endpoint === undefined || endpoint === null) {
      const stray = Object.keys(parameters ?? {}).length > 0;
      if (stray) return refuse('stray_parameters', 'Choose the endpoint to which these parameters belong.');
      // A form without an endpoint sends `parameters: {}`: stored, it would stand beside no endpoint.
      return { ...input, parameters: undefined };
    }
    const template = findEndpoint(kind, endpoint);
    if (!template)
      return refuse('unknown_endpoint', `No data ${kind} has this endpoint. Choose one of the list.`);
    const parsed = storedSchema(template).safeParse(parameters ?? {});
    if (parsed.success) return { ...input, parameters: parsed.data };
    for (const issue of parsed.error.issues) {
      context.addIssue({ ...issue, path: ['parameters', ...issue.path] });
    }
    return input;
  };
}

const inputShape = z.strictObject({
  name: nameSchema,
  description: descriptionSchema.default(''),
  connector: connectorSchema,
  credentialId: credentialIdSchema,
  endpoint: endpointSchema.optional(),
  parameters: valuesSchema.optional(),
});

/** The bodies of POST /api/sources and /api/destinations. */
export const resourceInputSchemas = {
  source: inputShape.transform(withParameters('source')),
  destination: inputShape.transform(withParameters('destination')),
} as const;
export type ResourceInput = z.infer<(typeof resourceInputSchemas)[ResourceKind]>;

const editShape = z
  .strictObject({
    name: nameSchema.optional(),
    description: descriptionSchema.optional(),
    credentialId: credentialIdSchema.optional(),
    /** Null takes the endpoint away. */
    endpoint: endpointSchema.nullable().optional(),
    /** Those of the endpoint that is sent with them, all of them. */
    parameters: valuesSchema.optional(),
  })
  .refine((edit) => Object.values(edit).some((value) => value !== undefined), {
    error: 'Send at least one of name, description, credentialId and endpoint.',
    when: ({ issues }) => issues.length === 0,
  })
  .meta({ minProperties: 1 });

/** The bodies of PATCH /api/sources/{id} and /api/destinations/{id}: what is left out stays as it is. */
export const resourceEditSchemas = {
  source: editShape.transform(withParameters('source')),
  destination: editShape.transform(withParameters('destination')),
} as const;
export type ResourceEdit = z.infer<(typeof resourceEditSchemas)[ResourceKind]>;

const cursorSchema = z.string().min(1).max(1000);

const sampleShape = z.strictObject({
  /** Which page, by a cursor of the page before. */
  after: cursorSchema.optional(),
  before: cursorSchema.optional(),
  /** What one record brings; it goes before what is set for all of them. */
  payload: valuesSchema.optional(),
  /** Whether a call that changes something is made; without it, it is only shown. */
  send: z.boolean().optional(),
});
/** The body of POST /api/sources/{id}/sample and /api/destinations/{id}/sample. */
export const sampleInputSchema = sampleShape;
export type SampleInput = z.infer<typeof sampleInputSchema>;

/** The body of POST /api/samples: the same for what is not saved, or not as it stands. */
export const draftSampleSchema = z.strictObject({
  ...sampleShape.shape,
  kind: z.enum(resourceKinds),
  connector: connectorSchema,
  credentialId: credentialIdSchema,
  endpoint: endpointSchema,
  parameters: valuesSchema.default({}),
});
export type DraftSample = z.infer<typeof draftSampleSchema>;
