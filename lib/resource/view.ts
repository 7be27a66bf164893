/** What a browser may know about a data source or destination. */
import { z } from 'zod';
import { credentialStatuses } from '../credential/tile.ts';
import { resourceKinds } from './schema.ts';

export const resourceViewSchema = z.object({
  id: z.uuid(),
  kind: z.enum(resourceKinds),
  name: z.string(),
  description: z.string(),
  connector: z.string(),
  credentialId: z.uuid(),
  credential: z.object({
    id: z.uuid(),
    name: z.string(),
    status: z.enum(credentialStatuses),
    reason: z.string(),
    checkedAt: z.iso.datetime().nullable(),
  }),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  version: z.number().int(),
});
export type ResourceView = z.infer<typeof resourceViewSchema>;
