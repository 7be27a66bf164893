/** What a person or program may send about a data source or destination; shared by form and server. */
import { z } from 'zod';
import { connectorIds, descriptionSchema, nameSchema } from '../credential/schema.ts';

export const resourceInputSchema = z.strictObject({
  name: nameSchema,
  description: descriptionSchema.default(''),
  connector: z.enum(connectorIds, { error: 'Choose a connector that Flowkeep knows: whatsapp-flows.' }),
  credentialId: z.uuid({ error: 'Choose a credential.' }).toLowerCase(),
});
export type ResourceInput = z.infer<typeof resourceInputSchema>;

/** The body of PATCH /api/sources/{id} and /api/destinations/{id}: what is left out stays as it is. */
export const resourceEditSchema = z
  .strictObject({
    name: nameSchema.optional(),
    description: descriptionSchema.optional(),
    credentialId: resourceInputSchema.shape.credentialId.optional(),
  })
  .refine((edit) => Object.values(edit).some((value) => value !== undefined), {
    error: 'Send at least one of name, description and credentialId.',
    when: ({ issues }) => issues.length === 0,
  });
export type ResourceEdit = z.infer<typeof resourceEditSchema>;

export const resourceKinds = ['source', 'destination'] as const;
export type ResourceKind = (typeof resourceKinds)[number];
