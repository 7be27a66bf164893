/** What an API key of Flowkeep is called, looks like and may do: types, texts and patterns follow from here. */

export const apiKeyPrefix = 'fk_';

/** How many characters of base64url stand behind the prefix: 256 random bits. */
export const apiKeyRandomLength = 43;

/** As in the database's type `api_key_scope`. */
export const apiKeyScopes = ['manage', 'use'] as const;
export type ApiKeyScope = (typeof apiKeyScopes)[number];

export const isApiKeyScope = (text: string): text is ApiKeyScope =>
  (apiKeyScopes as readonly string[]).includes(text);

/** How a key is sent, in texts for people. */
export const apiKeyHeader = `Authorization: Bearer ${apiKeyPrefix}…`;
