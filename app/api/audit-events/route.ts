import { readAuditTrail, trailQuerySchema, trailSchema } from '../../../lib/access/audit-trail.ts';
import { handle } from '../../../lib/http/handle.ts';

export const GET = handle(
  {
    id: 'listAuditEvents',
    permission: 'audit.read',
    summary: 'Read the audit trail, newest first',
    query: trailQuerySchema,
    answers: { 200: trailSchema },
  },
  async ({ caller, query }) => Response.json(await readAuditTrail(caller, query)),
);
