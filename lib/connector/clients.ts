/**
 * Clients of the WhatsApp API at the gateway: what each has to be told to call Flowkeep in the place of Meta. Each was
 * run in the version that stands here, but for n8n, whose source was read. The screen shows these lines, and a test
 * holds the table in docs/gateway.md to them and to the words of the screen. Safe in browsers.
 */

export interface Client {
  id: string;
  name: string;
  /** The version that was tried; null where it does not matter. */
  version: string | null;
  /** `settings`: its address and key are all. `line`: a line is needed that it has no setting for. `none`: it can't. */
  fit: 'settings' | 'line' | 'none';
  /** Why it can't, for the docs. What is written where with the others stands in lib/words, for the screen too. */
  why: string | null;
  /**
   * What to copy: `{base}` is the address with the credential, `{key}` the key, `{host}` and `{credential}` the parts
   * of the address. Null where there is nothing to copy.
   */
  lines: string | null;
}

const tried = [
  {
    id: 'curl',
    name: 'curl',
    version: null,
    fit: 'settings',
    why: null,
    lines: `curl "{base}/v26.0/me?fields=id,name" \\
  -H "Authorization: Bearer {key}"`,
  },
  {
    id: 'python',
    name: 'Python, its standard library',
    version: null,
    fit: 'settings',
    why: null,
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
    why: null,
    lines: `npx newman run docs/postman/flowkeep.postman_collection.json \\
  --working-dir docs/postman \\
  --env-var base_url="{base}" --env-var token="{key}"`,
  },
  {
    id: 'newman-flows',
    name: 'newman, Postman: Meta’s collection of the Flows API',
    version: '6.2.2',
    fit: 'settings',
    why: null,
    lines: `npx newman run flows.postman_collection.json \\
  --env-var base-url="{base}/v26.0" --env-var access-token="{key}"`,
  },
  {
    id: 'kapso',
    name: '@kapso/whatsapp-cloud-api',
    version: '0.3.0',
    fit: 'settings',
    why: null,
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
    why: null,
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
    why: null,
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
    why: null,
    lines: `WA_BASE_URL={host}
CLOUD_API_VERSION=graph/{credential}/v26.0
CLOUD_API_ACCESS_TOKEN={key}`,
  },
  {
    id: 'n8n-http',
    name: 'n8n, the node HTTP Request',
    version: '2.41',
    fit: 'settings',
    why: null,
    lines: `URL: {base}/v26.0/me
Header Auth, Name: Authorization
Header Auth, Value: Bearer {key}`,
  },
  {
    id: 'newman-cloud',
    name: 'newman, Postman: Meta’s collection of the Cloud API',
    version: '6.2.2',
    fit: 'line',
    why: null,
    lines: `jq --arg base "{base}" 'walk(if type == "object" and has("raw") and has("host")
  then .raw | sub("^https://graph[.]facebook[.]com"; $base) else . end)' theirs.json > through-flowkeep.json`,
  },
  {
    id: 'whatsapp-business',
    name: 'whatsapp-business',
    version: '1.7.2',
    fit: 'line',
    why: null,
    lines: `const client = new WABAClient({ accountId, phoneId, apiToken: '{key}' });
client.restClient.fetch.defaults.baseURL = '{base}/v26.0';`,
  },
  {
    id: 'whatsapp-api-js',
    name: 'whatsapp-api-js',
    version: '6.3.0',
    fit: 'line',
    why: null,
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
    why: 'its address is written out; only an interceptor of axios would change it',
    lines: null,
  },
  {
    id: 'business-sdk',
    name: 'facebook-nodejs-business-sdk',
    version: '24.0.1',
    fit: 'none',
    why: 'it sends its token in the query, where Flowkeep reads none',
    lines: null,
  },
  {
    id: 'n8n-whatsapp',
    name: 'n8n, the nodes WhatsApp Business Cloud and Facebook Graph API',
    version: '2.41',
    fit: 'none',
    why: 'their addresses can’t be changed; use the node HTTP Request',
    lines: null,
  },
  {
    id: 'whatsapp-empty',
    name: 'whatsapp',
    version: '1.0.0',
    fit: 'none',
    why: 'this version is an empty package',
    lines: null,
  },
] as const satisfies readonly Client[];

export const clients: readonly Client[] = tried;

type Tried = (typeof tried)[number];
export type UsableClient = Extract<Tried, { why: null }>;

/** Those that a key can be used with. */
export const usableClients: readonly UsableClient[] = tried.filter(
  (client): client is UsableClient => client.why === null,
);

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
