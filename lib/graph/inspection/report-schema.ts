/** The inspection report as a schema, for the description of the API. */
import { z } from 'zod';
import { inspectionSteps } from './report.ts';

const instant = z.iso.datetime();

export const inspectionReportSchema = z
  .object({
    verdict: z.enum(['usable', 'refused', 'undecided']),
    code: z.string(),
    field: z.enum(['accessToken', 'wabaId', 'apiVersion', 'appSecret']).nullable(),
    message: z.string(),
    steps: z.array(
      z.object({
        id: z.enum(inspectionSteps),
        outcome: z.enum(['done', 'warning', 'failed', 'not_run']),
        code: z.string(),
        message: z.string(),
        milliseconds: z.number().nullable(),
      }),
    ),
    checkedAt: instant,
    milliseconds: z.number(),
    waba: z.object({ id: z.string().nullable(), name: z.string().nullable() }),
    token: z.object({
      kind: z.enum(['system_user', 'user', 'page', 'app', 'unknown']),
      appId: z.string().nullable(),
      appName: z.string().nullable(),
      scopes: z.array(z.string()).nullable(),
      issuedAt: instant.nullable(),
      expiresAt: instant.nullable(),
      neverExpires: z.boolean(),
      dataAccessExpiresAt: instant.nullable(),
    }),
    version: z.object({ requested: z.string(), served: z.string().nullable() }),
    graphError: z
      .object({
        httpStatus: z.number(),
        code: z.number().nullable(),
        subcode: z.number().nullable(),
        type: z.string().nullable(),
        message: z.string(),
        // Reports of before have neither.
        userTitle: z.string().nullable().default(null),
        userMessage: z.string().nullable().default(null),
        traceId: z.string().nullable(),
      })
      .nullable(),
    retryAfterSeconds: z.number().nullable(),
  })
  .meta({ id: 'InspectionReport' });
