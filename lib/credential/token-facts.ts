/** What is known of a token and changes with it: kept beside a retired token, and put back with it. */
import { z } from 'zod';
import type { Prisma } from '../../prisma/generated/client.ts';

/** The columns of a credential that tell of its token. */
export const tokenFactColumns = {
  wabaId: true,
  wabaName: true,
  servedVersion: true,
  verdict: true,
  reason: true,
  checkedAt: true,
  attemptedAt: true,
  attemptReason: true,
  tokenKind: true,
  tokenLastFour: true,
  tokenFingerprint: true,
  tokenNeverExpires: true,
  tokenExpiresAt: true,
  dataAccessExpiresAt: true,
  usableUntil: true,
  scopes: true,
  appId: true,
  appName: true,
  hasAppSecret: true,
  tokenSetByName: true,
  tokenSetAt: true,
} satisfies Prisma.CredentialSelect;

export type TokenFacts = Prisma.CredentialGetPayload<{ select: typeof tokenFactColumns }>;

const instant = z.iso.datetime().transform((text) => new Date(text));
const text = z.string();

const storedSchema: z.ZodType<TokenFacts> = z.object({
  wabaId: text,
  wabaName: text.nullable(),
  servedVersion: text.nullable(),
  verdict: z.enum(['valid', 'invalid', 'unchecked']),
  reason: text,
  checkedAt: instant.nullable(),
  attemptedAt: instant.nullable(),
  attemptReason: text.nullable(),
  tokenKind: text.nullable(),
  tokenLastFour: text,
  tokenFingerprint: text,
  tokenNeverExpires: z.boolean(),
  tokenExpiresAt: instant.nullable(),
  dataAccessExpiresAt: instant.nullable(),
  usableUntil: instant.nullable(),
  scopes: z.array(text),
  appId: text.nullable(),
  appName: text.nullable(),
  hasAppSecret: z.boolean(),
  tokenSetByName: text,
  tokenSetAt: instant,
});

/** As JSON for a retired token's row; moments become ISO 8601 text. */
export function storedFacts(facts: TokenFacts): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(facts));
}

/** Back from a retired token's row. @throws ZodError when the row was changed by hand */
export function factsOf(stored: unknown): TokenFacts {
  return storedSchema.parse(stored);
}
