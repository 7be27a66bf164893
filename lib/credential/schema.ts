/**
 * What a person or program may send about a credential: one schema for the form and the server.
 * Nothing here reads the environment or the database, so it may be shipped to browsers.
 */
import { z } from 'zod';
import { apiKeyPrefix } from '../api-key.ts';
import { connectorIds } from '../connector/connectors.ts';
import { nameMaxLength, plainText, typedNameMaxLength, visibleName, writtenId } from '../name/schema.ts';
import { looksLikeSecret } from './paste/paste.ts';

export const descriptionMaxLength = 1000;
/** Tokens of 112 to 300 characters are common; the limits only keep out what can't be one. */
export const tokenMinLength = 20;
export const tokenMaxLength = 4096;
export const defaultApiVersion = 'v18.0';
/** What the sentences about fields name. */
export const credentialBounds = {
  longest: nameMaxLength,
  descriptionMaxLength,
  tokenMinLength,
  tokenMaxLength,
};

const unprintableButLines = /[^\P{Cc}\n\r\t]|[\u202a-\u202e\u2066-\u2069\ufeff]/u;

/** A name that people pick from a list. */
export const nameSchema = visibleName('The name', 'Enter a name.');

export const descriptionSchema = plainText('The description', (text) => unprintableButLines.test(text))
  .refine((text) => text.length <= descriptionMaxLength, {
    error: `Use at most ${descriptionMaxLength} characters for the description.`,
    params: { reason: 'too_long' },
  })
  .meta({ maxLength: descriptionMaxLength });

export const accessTokenSchema = z
  .string({ error: 'Paste the access token that Meta generated.' })
  .trim()
  .refine((token) => token.length > 0, {
    params: { reason: 'empty' },
    error: 'Paste the access token that Meta generated.',
    abort: true,
  })
  .refine((token) => !/^[*•●·._#-]+$|\*{3}/.test(token), {
    params: { reason: 'is_mask' },
    error: 'This is a mask, not a token. Leave the token out to keep the one that is stored.',
    abort: true,
  })
  .refine((token) => !/^(bearer\s|["'])/i.test(token), {
    params: { reason: 'has_bearer' },
    error: 'Paste only the token itself, without "Bearer" and without quotes.',
    abort: true,
  })
  .refine((token) => /^[\x21-\x7e]+$/.test(token), {
    params: { reason: 'has_gaps' },
    error: 'A token has no spaces, line breaks or accented letters. Copy it again from Meta.',
    abort: true,
  })
  .refine((token) => !token.startsWith(apiKeyPrefix), {
    params: { reason: 'is_api_key' },
    error: 'This is an API key of Flowkeep. Paste the access token that Meta generated.',
    abort: true,
  })
  .refine((token) => !looksLikeSecret(token), {
    params: { reason: 'is_app_secret' },
    error: 'This is an App Secret, not a token. It has a field of its own.',
    abort: true,
  })
  .refine((token) => !/^\d+$/.test(token), {
    params: { reason: 'is_number' },
    error: 'This is a number, such as an ID, and no token. Copy the token from Meta.',
    abort: true,
  })
  .refine((token) => !/^\d{5,20}\|/.test(token), {
    params: { reason: 'is_app_token' },
    error: 'This is an app token (app ID, bar, secret). Paste the token of a system user or a person.',
    abort: true,
  })
  // What may stand behind "Bearer" by RFC 6750: passwords and e-mail addresses mostly hold something else.
  .refine((token) => /^[A-Za-z0-9._~+/|-]+=*$/.test(token), {
    params: { reason: 'has_other_signs' },
    error:
      'A token has letters and digits, perhaps . _ ~ + / - and =, and no other signs. Copy it from Meta.',
    abort: true,
  })
  .refine((token) => token.length >= tokenMinLength, {
    params: { reason: 'too_short' },
    error: `This is too short for a token (${tokenMinLength} characters at least). Copy all of it from Meta.`,
  })
  .refine((token) => token.length <= tokenMaxLength, {
    params: { reason: 'too_long' },
    error: `This is too long for a token (${tokenMaxLength} characters at most).`,
  })
  .meta({ minLength: tokenMinLength, maxLength: tokenMaxLength, pattern: '^[!-~]+$' });

/** Ids of Graph objects stay text: 17 digits are more than a JavaScript number holds. */
export const wabaIdSchema = z
  .string({ error: 'Enter the WhatsApp Business Account ID as text.' })
  .trim()
  .refine((id) => id.length > 0, {
    params: { reason: 'empty' },
    error: 'Enter the WhatsApp Business Account ID.',
    abort: true,
  })
  .refine((id) => /^[0-9]+$/.test(id), {
    params: { reason: 'has_other_signs' },
    error: 'The ID has digits only.',
    abort: true,
  })
  .refine((id) => /^[1-9][0-9]{4,19}$/.test(id), {
    params: { reason: 'no_waba_id' },
    error: 'A WhatsApp Business Account ID has 5 to 20 digits and does not begin with 0; most have 15 or 16.',
  })
  .meta({ pattern: '^[1-9][0-9]{4,19}$' });

export const apiVersionSchema = z
  .string({ error: 'Enter the API version as text, such as v26.0.' })
  .trim()
  .refine((version) => /^v[1-9][0-9]{0,2}\.[0-9]$/.test(version), {
    params: { reason: 'no_version' },
    error: 'Write the version as "v", a number, a point and a digit, such as v26.0.',
  })
  .meta({ pattern: '^v[1-9][0-9]{0,2}[.][0-9]$' });

export const appSecretSchema = z
  .string({ error: 'Enter the App Secret as text.' })
  .trim()
  .refine(looksLikeSecret, {
    params: { reason: 'no_app_secret' },
    error:
      'An App Secret has 32 characters, digits and the letters a to f. Copy it from App settings, Basic.',
  })
  .meta({ pattern: '^[0-9a-f]{32}$' });

/** The body of POST /api/inspections. */
export const inspectionInputSchema = z.strictObject({
  accessToken: accessTokenSchema,
  wabaId: wabaIdSchema.optional(),
  apiVersion: apiVersionSchema.default(defaultApiVersion),
  appSecret: appSecretSchema.optional(),
});
export type InspectionInput = z.infer<typeof inspectionInputSchema>;

/** The body of POST /api/credentials, and what the overlay's form submits. */
export const credentialInputSchema = z.strictObject({
  connector: z.enum(connectorIds, { error: 'Choose a connector that Flowkeep knows: whatsapp-flows.' }),
  name: nameSchema,
  description: descriptionSchema.default(''),
  accessToken: accessTokenSchema,
  wabaId: wabaIdSchema,
  apiVersion: apiVersionSchema.default(defaultApiVersion),
  appSecret: appSecretSchema.optional(),
  /** Store it even when Graph can't be asked now; never when Graph refuses it. */
  unchecked: z.boolean({ error: 'unchecked is true or false.' }).default(false),
});
export type CredentialInput = z.infer<typeof credentialInputSchema>;

/** The body of PATCH /api/credentials/{id}: what is left out stays as it is. */
export const credentialEditSchema = z
  .strictObject({
    name: nameSchema.optional(),
    description: descriptionSchema.optional(),
    wabaId: wabaIdSchema.optional(),
    apiVersion: apiVersionSchema.optional(),
  })
  .refine((edit) => Object.values(edit).some((value) => value !== undefined), {
    error: 'Send at least one of name, description, wabaId and apiVersion.',
    when: ({ issues }) => issues.length === 0,
  })
  .meta({ minProperties: 1 });
export type CredentialEdit = z.infer<typeof credentialEditSchema>;

/** The body of PUT /api/credentials/{id}/token. */
export const tokenReplacementSchema = z.strictObject({
  accessToken: accessTokenSchema,
  /** Left out: the stored one stays; null: it is removed. */
  appSecret: appSecretSchema.nullable().optional(),
  /** Another WABA than the stored one asks for `confirm`. */
  wabaId: wabaIdSchema.optional(),
  /** The credential's name, when the token belongs to another WABA or Meta app than the one before. */
  confirm: z
    .string({ error: 'Type the name of the credential.' })
    .max(typedNameMaxLength, { error: 'The name is shorter than this.' })
    .optional(),
});
export type TokenReplacement = z.infer<typeof tokenReplacementSchema>;

/** The body of POST /api/credentials/{id}/rollback; without a version, the token before the present one. */
export const rollBackSchema = z.strictObject({
  version: z.number({ error: 'The version is a whole number.' }).int().min(1).optional(),
});

/** The query of DELETE /api/credentials/{id}: what becomes of the data sources and destinations that use it. */
export const deletionSchema = z
  .strictObject({
    replaceWith: writtenId('replaceWith is the id of another credential.').optional(),
    detach: z
      .enum(['true', 'false'], { error: 'detach is true or false.' })
      .meta({ described: { type: 'boolean' }, description: 'Leaves what uses it without a credential.' })
      .transform((text) => text === 'true')
      .optional(),
    confirm: z
      .string({ error: 'confirm is the name of the credential.' })
      .max(typedNameMaxLength, { error: 'The name is shorter than this.' })
      .optional(),
  })
  .refine(({ replaceWith, detach }) => !(replaceWith && detach), {
    error: 'Choose one of replaceWith and detach.',
  });
export type Deletion = z.infer<typeof deletionSchema>;

/** The body of POST /api/credentials/{id}/restoration; a name, where the old one was taken in the meantime. */
export const restorationSchema = z.strictObject({ name: nameSchema.optional() });
export type Restoration = z.infer<typeof restorationSchema>;
