/** The last inspections of a credential, kept with their steps for whoever wants to know what Graph said. */
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { Prisma } from '../../../prisma/generated/client.ts';
import type { Actor } from '../../access/actor.ts';
import { type Database, type DatabaseClient, database } from '../../db.ts';
import type { InspectionReport } from '../../graph/inspection/report.ts';
import { inspectionReportSchema } from '../../graph/inspection/report-schema.ts';
import { readCredential } from './read.ts';

/** How many of them are shown; background work removes older ones. */
export const inspectionsKept = 10;

interface NewInspection {
  credentialId: string;
  tokenVersion: number;
  byName: string;
  report: InspectionReport;
}

/** Adds an inspection, in the transaction that stores its verdict. */
export function recordInspection<Client extends Database | DatabaseClient>(
  client: Client,
  { report, ...rest }: NewInspection,
) {
  const createdAt = new Date(report.checkedAt);
  return client.inspection.createMany({
    data: { id: uuidv7(), ...rest, report: report as unknown as Prisma.InputJsonValue, createdAt },
  });
}

export const inspectionListSchema = z
  .object({
    items: z.array(
      z.object({
        id: z.uuid(),
        at: z.iso.datetime(),
        by: z.string(),
        tokenVersion: z.number().int(),
        report: inspectionReportSchema,
      }),
    ),
  })
  .meta({ id: 'InspectionList' });
type StoredItem = z.infer<typeof inspectionListSchema>['items'][number];
export type InspectionList = { items: (Omit<StoredItem, 'report'> & { report: InspectionReport })[] };

/** The last inspections, newest first. @throws Problem `forbidden` or `not_found` */
export async function listInspections(actor: Actor, credentialId: string): Promise<InspectionList> {
  await readCredential(actor, credentialId);
  const rows = await database().inspection.findMany({
    where: { credentialId },
    orderBy: { createdAt: 'desc' },
    take: inspectionsKept,
  });
  const items = rows.map(({ id, createdAt, byName, tokenVersion, report }) => ({
    id,
    at: createdAt.toISOString(),
    by: byName,
    tokenVersion,
    // Only reports of our own inspections are ever stored; the schema holds codes of older versions too.
    report: inspectionReportSchema.parse(report) as InspectionReport,
  }));
  return { items };
}
