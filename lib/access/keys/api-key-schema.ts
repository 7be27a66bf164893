/** What may be sent and known about API keys; shared with the browser. */
import { z } from 'zod';
import { apiKeyScopes } from '../../api-key.ts';
import { visibleName, writtenId } from '../../name/schema.ts';
import { keyStates } from '../key-state.ts';

/** A key may be given an end at most so many years ahead. */
export const apiKeyMaxYears = 5;

const future = z.iso
  .datetime({ offset: true, error: 'Write the end as a moment with its zone, such as 2027-01-31T12:00:00Z.' })
  .transform((text) => new Date(text))
  .refine((end) => end.getTime() > Date.now(), { error: 'The end of a key lies in the future.' })
  .refine((end) => end.getTime() < Date.now() + apiKeyMaxYears * 366 * 86_400_000, {
    error: `A key ends within ${apiKeyMaxYears} years; leave the end out for none.`,
  });

/** The body of POST /api/keys. */
export const apiKeyInputSchema = z.strictObject({
  name: visibleName('The name', 'Give the key a name.'),
  scopes: z
    .array(z.enum(apiKeyScopes, { error: `A scope is ${apiKeyScopes.join(' or ')}.` }), {
      error: 'Give a list of scopes.',
    })
    .min(1, { error: `Choose at least one scope: ${apiKeyScopes.join(', ')}, or both.` })
    .max(apiKeyScopes.length, { error: 'Name each scope once.' })
    .transform((scopes) => [...new Set(scopes)]),
  /** The only credentials it may touch; left out: all, also those to come. */
  credentialIds: z
    .array(writtenId('Name credentials by their ids.'), {
      error: 'Give a list of ids.',
    })
    .min(1, { error: 'Choose at least one credential, or leave the list out for all.' })
    .max(100, { error: 'Choose at most 100 credentials.' })
    .optional(),
  expiresAt: future.optional(),
});
export type ApiKeyInput = z.infer<typeof apiKeyInputSchema>;

/** The query of GET /api/keys. */
export const apiKeyQuerySchema = z.strictObject({
  createdBy: writtenId('createdBy is the id of a person.').optional(),
  state: z.literal('active', { error: 'state is active, or left out.' }).optional(),
});
export type ApiKeyQuery = z.infer<typeof apiKeyQuerySchema>;

const instant = z.iso.datetime();

/** What may be known of a key after it was made. */
export const apiKeyViewSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    lastFour: z.string(),
    scopes: z.array(z.enum(apiKeyScopes)),
    /** `nothing`: of the credentials that it is confined to none is there any more. */
    reach: z.enum(['all', 'listed', 'nothing']),
    /** Those it is confined to, deleted ones included as long as they can be brought back; null means all. */
    credentials: z.array(z.object({ id: z.uuid(), name: z.string(), deleted: z.boolean() })).nullable(),
    state: z.enum(keyStates),
    expiresAt: instant.nullable(),
    revokedAt: instant.nullable(),
    lastUsedAt: instant.nullable(),
    createdBy: z.string(),
    /** Null for a key that the operator made. */
    createdById: z.uuid().nullable(),
    /** Whether who made it is an active admin still; null for a key that the operator made. */
    createdByAdmin: z.boolean().nullable(),
    createdAt: instant,
  })
  .meta({ id: 'ApiKey' });
export type ApiKeyView = z.infer<typeof apiKeyViewSchema>;

/** The answer of POST /api/keys: the key itself, this once. */
export const newApiKeySchema = apiKeyViewSchema.extend({ key: z.string() }).meta({ id: 'NewApiKey' });
export type NewApiKeyView = z.infer<typeof newApiKeySchema>;
