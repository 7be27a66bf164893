/** What a person or program may send about a data source or destination; shared by form and server. */
import { z } from 'zod';
import { connectorIds, descriptionSchema, nameSchema } from '../credential/schema.ts';

export const resourceInputSchema = z.strictObject({
  name: nameSchema,
  description: descriptionSchema.default(''),
  connector: z.enum(connectorIds, { error: 'Choose a connector that Flowkeep knows: whatsapp-flows.' }),
  credentialId: z.uuid({ error: 'Choose a credential.' }),
});
export type ResourceInput = z.infer<typeof resourceInputSchema>;

export const resourceKinds = ['source', 'destination'] as const;
export type ResourceKind = (typeof resourceKinds)[number];
