/** The headers of answers, for the description of the API. */

const text = (description: string, example: string) => ({ description, schema: { type: 'string' }, example });

export const headerComponents = {
  'X-Request-Id': text(
    'The id under which the log and the audit trail know the request',
    '0199d1a2-7c3e-7b11-8a4e-2f6d5c4b3a21',
  ),
  'X-Flowkeep-Trimmed': text(
    'The fields whose values were read without the blanks or line breaks around them; left out where there were none',
    'accessToken, wabaId',
  ),
  ETag: text('The version of what is answered, for If-Match', '"1"'),
  Location: text('The address of what was made', '/api/credentials/0199d1a2-7c3e-7b11-8a4e-2f6d5c4b3a21'),
  'Retry-After': {
    description: 'In how many seconds trying again may help; left out where that is not known',
    schema: { type: 'integer', minimum: 1 },
    example: 5,
  },
  'WWW-Authenticate': text('How to say who asks', 'Bearer realm="flowkeep"'),
} as const;
export type HeaderName = keyof typeof headerComponents;

/** The headers of one answer. */
export function headersOf(names: readonly HeaderName[]) {
  const all = [...names, 'X-Request-Id'] as const;
  return Object.fromEntries(all.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}
