/** What a browser may know about a credential: the only shape that leaves the server. */
import { z } from 'zod';

export const credentialStatuses = ['valid', 'expiring', 'invalid', 'unchecked'] as const;
export type CredentialStatus = (typeof credentialStatuses)[number];

/** A token that ends within this many days is `expiring`: enough time for a person to be on holiday. */
export const expiringDays = 14;

const instant = z.iso.datetime();

export const tileSchema = z
  .object({
    id: z.uuid(),
    connector: z.string(),
    name: z.string(),
    description: z.string(),
    status: z.enum(credentialStatuses),
    /** Why the status is what it is: `ok`, `expires_soon`, `token_expired`, `token_missing`, or a code of the inspection. */
    reason: z.string(),
    /** When Graph last decided; null if it never did. */
    checkedAt: instant.nullable(),
    /** A later inspection that could not decide, with its code. */
    lastAttempt: z.object({ at: instant, code: z.string() }).nullable(),
    wabaId: z.string(),
    wabaName: z.string().nullable(),
    apiVersion: z.string(),
    /** The version that Meta really answered with, where that is known. */
    servedVersion: z.string().nullable(),
    tokenKind: z.enum(['system_user', 'user', 'page', 'app', 'unknown']).nullable(),
    tokenLastFour: z.string(),
    /** HMAC-SHA-256 of the token under a server key, first 12 hexadecimal digits. */
    tokenFingerprint: z.string(),
    tokenExpiresAt: instant.nullable(),
    /** True when Meta says that the token has no end; false when it has one or Meta did not say. */
    tokenNeverExpires: z.boolean(),
    dataAccessExpiresAt: instant.nullable(),
    tokenSetBy: z.string(),
    tokenSetAt: instant,
    scopes: z.array(z.string()),
    appId: z.string().nullable(),
    appName: z.string().nullable(),
    hasAppSecret: z.boolean(),
    /** Until when the token before the present one can be put back; null when there is none. */
    canRollBackUntil: instant.nullable(),
    /** Other credentials that keep the very same token, three at most, the newest first. */
    sameTokenAs: z.array(z.object({ id: z.uuid(), name: z.string() })),
    /** True when the key that sealed the token is not loaded: shown as locked, and not selectable. */
    locked: z.boolean(),
    /** How many data sources and destinations use it. */
    usedBy: z.number().int(),
    /** When a pipeline used it last. */
    lastUsedAt: instant.nullable(),
    createdBy: z.string(),
    createdAt: instant,
    updatedAt: instant,
    version: z.number().int(),
  })
  .meta({ id: 'Credential' });
export type Tile = z.infer<typeof tileSchema>;
