/**
 * Clients of the WhatsApp API at the gateway: what each has to be told to call Flowkeep in the place of Meta. Each was
 * run in the version that stands here, but for n8n, whose source was read. The screen shows these lines, and a test
 * holds the table in docs/gateway.md to them. Safe in browsers.
 */

export interface Client {
  id: string;
  name: string;
  /** The version that was tried; null where it does not matter. */
  version: string | null;
  /** `settings`: its address and key are all. `line`: a line is needed that it has no setting for. `none`: it can't. */
  fit: 'settings' | 'line' | 'none';
  /** What is written where; in backticks what is to be typed as it stands. */
  how: string;
  /**
   * What to copy: `{base}` is the address with the credential, `{key}` the key, `{host}` and `{credential}` the parts
   * of the address. Null where there is nothing to copy.
   */
  lines: string | null;
}

export const clients: readonly Client[] = [
  {
    id: 'curl',
    name: 'curl',
    version: null,
    fit: 'settings',
    how: 'the address, and the key in the header `Authorization`',
    lines: `curl "{base}/v26.0/me?fields=id,name" \\
  -H "Authorization: Bearer {key}"`,
  },
  {
    id: 'python',
    name: 'Python, its standard library',
    version: null,
    fit: 'settings',
    how: 'the address, and the key in the header `Authorization`',
    lines: `import json, urllib.request

request = urllib.request.Request(
    "{base}/v26.0/me?fields=id,name",
    headers={"Authorization": "Bearer {key}"},
)
print(json.load(urllib.request.urlopen(request)))`,
  },
  {
    id: 'newman',
    name: 'newman, Postman: Flowkeep’s collection',
    version: '6.2.2',
    fit: 'settings',
    how: 'the variables `base_url` and `token`',
    lines: `npx newman run docs/postman/flowkeep.postman_collection.json \\
  --working-dir docs/postman \\
  --env-var base_url="{base}" --env-var token="{key}"`,
  },
  {
    id: 'newman-flows',
    name: 'newman, Postman: Meta’s collection of the Flows API',
    version: '6.2.2',
    fit: 'settings',
    how: 'the variables `base-url`, with the version, and `access-token`',
    lines: `npx newman run flows.postman_collection.json \\
  --env-var base-url="{base}/v26.0" --env-var access-token="{key}"`,
  },
  {
    id: 'kapso',
    name: '@kapso/whatsapp-cloud-api',
    version: '0.3.0',
    fit: 'settings',
    how: '`baseUrl`, `accessToken` and `graphVersion`',
    lines: `import { WhatsAppClient } from '@kapso/whatsapp-cloud-api';

const client = new WhatsAppClient({
  baseUrl: '{base}',
  accessToken: '{key}',
  graphVersion: 'v26.0',
});`,
  },
  {
    id: 'great-detail',
    name: '@great-detail/whatsapp',
    version: '9.2.0',
    fit: 'settings',
    how: '`baseUrl`, the header, and `graphVersion` with a slash at its end; without the slash the version of the credential answers',
    lines: `const sdk = new Client({
  baseUrl: '{base}',
  graphVersion: 'v26.0/',
  request: { headers: { Authorization: 'Bearer {key}' } },
});`,
  },
  {
    id: 'microfox',
    name: '@microfox/whatsapp-business',
    version: '1.5.2',
    fit: 'settings',
    how: '`baseUrl`, with the version, and `accessToken`',
    lines: `const whatsapp = new WhatsAppBusinessSDK({
  phoneNumberId,
  businessAccountId,
  baseUrl: '{base}/v26.0',
  accessToken: '{key}',
});`,
  },
  {
    id: 'meta-sdk',
    name: 'whatsapp, Meta’s own SDK',
    version: '0.0.5-Alpha',
    fit: 'settings',
    how: '`WA_BASE_URL` and `CLOUD_API_VERSION`, where Flowkeep answers by https on port 443: it knows no other',
    lines: `WA_BASE_URL={host}
CLOUD_API_VERSION=graph/{credential}/v26.0
CLOUD_API_ACCESS_TOKEN={key}`,
  },
  {
    id: 'n8n-http',
    name: 'n8n, the node HTTP Request',
    version: '2.41',
    fit: 'settings',
    how: 'the address as URL, and a credential of the kind Header Auth',
    lines: `URL: {base}/v26.0/me
Header Auth, Name: Authorization
Header Auth, Value: Bearer {key}`,
  },
  {
    id: 'newman-cloud',
    name: 'newman, Postman: Meta’s collection of the Cloud API',
    version: '6.2.2',
    fit: 'line',
    how: 'addresses are written out in it: rewrite it with `jq`',
    lines: `jq --arg base "{base}" 'walk(if type == "object" and has("raw") and has("host")
  then .raw | sub("^https://graph[.]facebook[.]com"; $base) else . end)' theirs.json > through-flowkeep.json`,
  },
  {
    id: 'whatsapp-business',
    name: 'whatsapp-business',
    version: '1.7.2',
    fit: 'line',
    how: 'no setting for its address: `client.restClient.fetch.defaults.baseURL`, right after it is made',
    lines: `const client = new WABAClient({ accountId, phoneId, apiToken: '{key}' });
client.restClient.fetch.defaults.baseURL = '{base}/v26.0';`,
  },
  {
    id: 'whatsapp-api-js',
    name: 'whatsapp-api-js',
    version: '6.3.0',
    fit: 'line',
    how: 'no setting for its address: a `fetch` of your own, as `ponyfill`',
    lines: `const fetchThere = (url, options) =>
  fetch(String(url).replace('https://graph.facebook.com', '{base}'), options);
const api = new WhatsAppAPI({
  token: '{key}',
  appSecret,
  ponyfill: { fetch: fetchThere },
});`,
  },
  {
    id: 'whatsapp-cloud-api',
    name: 'whatsapp-cloud-api',
    version: '0.3.1',
    fit: 'none',
    how: 'its address is written out; only an interceptor of axios would change it',
    lines: null,
  },
  {
    id: 'business-sdk',
    name: 'facebook-nodejs-business-sdk',
    version: '24.0.1',
    fit: 'none',
    how: 'it sends its token in the query, where Flowkeep reads none',
    lines: null,
  },
  {
    id: 'n8n-whatsapp',
    name: 'n8n, the nodes WhatsApp Business Cloud and Facebook Graph API',
    version: '2.41',
    fit: 'none',
    how: 'their addresses can’t be changed; use the node HTTP Request',
    lines: null,
  },
  {
    id: 'whatsapp-empty',
    name: 'whatsapp',
    version: '1.0.0',
    fit: 'none',
    how: 'this version is an empty package',
    lines: null,
  },
];

/** What has to be known before a client without a setting for its address gets a key. */
export const keyWarning =
  'A client that has no setting for its address, or whose line was forgotten, sends the key to Meta. A key that was sent there is to be revoked.';

/**
 * The lines of a client, to be copied.
 * @param base the address with the credential: `https://flowkeep.example.com/graph/{id}`
 */
export function linesOf({ lines }: Client, base: string, key: string): string | null {
  const [, host = '', credential = ''] = /^https?:\/\/([^/]+)\/graph\/(.*)$/.exec(base) ?? [];
  const values: Record<string, string> = { base, key, host, credential };
  return (
    lines?.replace(/\{(base|key|host|credential)\}/g, (_whole, name: string) => values[name] ?? '') ?? null
  );
}
