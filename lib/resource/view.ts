/** What a browser may know about a data source or destination. */
import { z } from 'zod';
import { credentialStatuses } from '../credential/look/tile.ts';
import { resourceKinds, valuesSchema } from './schema.ts';

export const resourceViewSchema = z
  .object({
    id: z.uuid(),
    kind: z.enum(resourceKinds),
    name: z.string(),
    description: z.string(),
    connector: z.string(),
    /** The template of the call that it makes; null as long as none was chosen. */
    endpoint: z.string().nullable(),
    /** What is set of the template's parameters. */
    parameters: valuesSchema,
    /** Null after its credential was deleted without another in its place. */
    credentialId: z.uuid().nullable(),
    credential: z
      .object({
        id: z.uuid(),
        name: z.string(),
        status: z.enum(credentialStatuses),
        reason: z.string(),
        checkedAt: z.iso.datetime().nullable(),
      })
      .nullable(),
    /** When it called Meta last. */
    lastUsedAt: z.iso.datetime().nullable(),
    createdBy: z.string(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    version: z.number().int(),
  })
  .meta({ id: 'Resource' });
export type ResourceView = z.infer<typeof resourceViewSchema>;

/** One of a list: parameters may be long, and a list does not show them. */
export const resourceItemSchema = resourceViewSchema.omit({ parameters: true }).meta({ id: 'ResourceItem' });
export type ResourceItem = z.infer<typeof resourceItemSchema>;

/** The ETag of a view: changes with everything that people edit. */
export function etagOf({ version }: Pick<ResourceView, 'version'>): string {
  return `"${version}"`;
}
