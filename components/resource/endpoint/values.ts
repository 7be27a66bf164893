/** What the form about a data resource holds, and what of it is given. */
import { toNestErrors } from '@hookform/resolvers';
import type { FieldError, Resolver } from 'react-hook-form';
import { z } from 'zod';
import type { EndpointTemplate } from '../../../lib/connector/endpoint.ts';
import { findEndpoint } from '../../../lib/connector/endpoints.ts';
import { reasonOf } from '../../../lib/errors.ts';
import {
  type ParameterValues,
  type ResourceInput,
  type ResourceKind,
  resourceInputSchemas,
} from '../../../lib/resource/schema.ts';

const fieldValueSchema = z.union([z.string(), z.boolean(), z.array(z.string())]);
export const resourceFormSchema = z.object({
  name: z.string(),
  description: z.string(),
  endpoint: z.string(),
  parameters: z.record(z.string(), fieldValueSchema),
});
export type ResourceFormValues = z.infer<typeof resourceFormSchema>;
export type FieldValues = ResourceFormValues['parameters'];

const isGiven = (value: unknown): boolean =>
  value !== undefined && value !== '' && value !== false && !(Array.isArray(value) && value.length === 0);

/** What is filled in of a template's parameters; what belongs to another template stays in the form, unused. */
export function givenValues(template: EndpointTemplate, values: FieldValues): ParameterValues {
  const names = Object.keys(template.parameters).filter((name) => isGiven(values[name]));
  return Object.fromEntries(names.map((name) => [name, values[name]]));
}

/** Stored parameters as the form holds them. */
export function toFieldValues(parameters: ParameterValues): FieldValues {
  return z.record(z.string(), fieldValueSchema.catch('')).parse(parameters);
}

/** Where a resource is and what it uses: what of its input stands in no field. */
export interface Fixed {
  kind: ResourceKind;
  connector: ResourceInput['connector'];
  credentialId: string;
}

/** The input that a filled in form means. */
export function inputOf({ kind, connector, credentialId }: Fixed, values: ResourceFormValues) {
  const { name, description, endpoint } = values;
  const template = findEndpoint(kind, endpoint);
  return {
    name,
    description,
    connector,
    credentialId,
    ...(template ? { endpoint, parameters: givenValues(template, values.parameters) } : {}),
  };
}

/**
 * Judges the form with the schema with which the server judges the request. Errors have the reason as `type`; those of
 * parameters also the sentence of their template.
 */
export function resourceResolver(fixed: Fixed): Resolver<ResourceFormValues, unknown, ResourceInput> {
  const schema = resourceInputSchemas[fixed.kind];
  return (values, _context, options) => {
    const result = schema.safeParse(inputOf(fixed, values));
    if (result.success) return { values: result.data, errors: {} };
    // Filed by the paths of the input, which are those of the form's fields.
    const errors: Record<string, FieldError> = {};
    for (const issue of result.error.issues) {
      errors[issue.path.join('.')] ??= { type: reasonOf(issue), message: issue.message };
    }
    return { values: {}, errors: toNestErrors(errors, options) };
  };
}
