/** The part of an address that names one thing. */
import { z } from 'zod';

/** In one case: the database takes an id in any, but who compares ids, or looks for one in the audit trail, does not. */
export const idParams = z.object({ id: z.string().toLowerCase() });
