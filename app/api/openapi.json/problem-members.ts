/** What problems carry besides the members that all have, for the description of the API. */
import { z } from 'zod';
import { tileSchema } from '../../../lib/credential/look/tile.ts';
import { dependantSchema } from '../../../lib/credential/look/used-by.ts';
import { refusalCodes, undecidedCodes } from '../../../lib/graph/errors/error-codes.ts';
import { inspectionReportSchema } from '../../../lib/graph/inspection/report-schema.ts';
import type { ProblemMembers } from '../../../lib/http/description/problems.ts';
import { graphErrorViewSchema, requestViewSchema } from '../../../lib/resource/sample/sample-view.ts';
import { resourceViewSchema } from '../../../lib/resource/view.ts';

const sideSchema = z.object({ id: z.string().nullable(), name: z.string().nullable() });

/** Of an inspection, its report; of a sample, Graph's error and the call that was made. */
const fromGraph = {
  report: inspectionReportSchema.optional(),
  graph: graphErrorViewSchema.optional(),
  request: requestViewSchema.optional(),
};

export const problemMembers: ProblemMembers = {
  name_taken: {
    /** A name near it that is free. */
    suggestion: z.string().optional(),
    existingId: z.uuid().optional(),
    existingName: z.string().optional(),
  },
  credential_in_use: { usedBy: z.array(dependantSchema), usedByTotal: z.number().int() },
  confirmation_required: {
    differences: z
      .array(z.object({ what: z.enum(['waba', 'app']), from: sideSchema, to: sideSchema }))
      .optional(),
  },
  version_conflict: {
    /** What stands there now. */
    current: z.union([tileSchema, resourceViewSchema]),
    changedBy: z.string().optional(),
    changedAt: z.iso.datetime().optional(),
  },
  ...Object.fromEntries([...refusalCodes, ...undecidedCodes].map((code) => [code, fromGraph])),
};
