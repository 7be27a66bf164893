/** A key's own page, and what clients of the WhatsApp API are told to use it. */
const page = {
  key: 'Key',
  state: 'State',
  scopes: 'Scopes',
  credentials: 'Credentials',
  all: 'all',
  none: 'none',
  ends: 'Ends',
  never: 'never',
  use: 'Use it',
  putKey:
    'Put the key in the place of <key></key>: it was shown once, when it was made. Who has lost it makes a new one.',
  noUse: 'This key has not the scope <use></use>, so no client can call Meta with it.',
  over: 'This key opens nothing any more. Make a new one.',
} as const;

/** What is written where, by the client. The table in docs/gateway.md says the same. */
const how = {
  curl: 'The address, and the key in the header <code>Authorization</code>.',
  python: 'The address, and the key in the header <code>Authorization</code>.',
  newman: 'The variables <code>base_url</code> and <code>token</code>.',
  'newman-flows': 'The variables <code>base-url</code>, with the version, and <code>access-token</code>.',
  kapso: '<code>baseUrl</code>, <code>accessToken</code> and <code>graphVersion</code>.',
  'great-detail':
    '<code>baseUrl</code>, the header, and <code>graphVersion</code> with a slash at its end; without the slash the version of the credential answers.',
  microfox: '<code>baseUrl</code>, with the version, and <code>accessToken</code>.',
  'meta-sdk':
    '<code>WA_BASE_URL</code> and <code>CLOUD_API_VERSION</code>, where Flowkeep answers by https on port 443: it knows no other.',
  'n8n-http': 'The address as URL, and a credential of the kind Header Auth.',
  'newman-cloud': 'Addresses are written out in it: rewrite it with <code>jq</code>.',
  'whatsapp-business':
    'No setting for its address: <code>client.restClient.fetch.defaults.baseURL</code>, right after it is made.',
  'whatsapp-api-js':
    'No setting for its address: a <code>fetch</code> of your own, as <code>ponyfill</code>.',
} as const;

const clients = {
  credential: 'Credential to use',
  credentialHint: 'The address names it.',
  address: 'Address, in the place of {host}',
  client: 'Client',
  how,
  told: 'What {name} is told',
  warning:
    'A client that has no setting for its address, or whose line was forgotten, sends the key to Meta. A key that was sent there is to be revoked.',
  unfit: 'With a key these can’t be used: <names></names>.',
} as const;

export const keyUse = { page, clients } as const;
