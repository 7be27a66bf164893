/** The request of a call for people's eyes: as Graph gets it but for the token, and as a command for the gateway. */
import type { GraphRequest, RequestBody } from '../connector/endpoint.ts';
import type { Tile } from '../credential/tile.ts';
import { environment } from '../env.ts';
import type { RequestView } from './sample-view.ts';

/** Graph reads commas and brackets as they are, and so do people. */
function readable(query: string): string {
  return query.replace(/%(?:2C|28|29|7B|7D|3A|2F)/g, (code) => decodeURIComponent(code));
}

function addressText(base: string, { path, query }: GraphRequest): string {
  return query === '' ? `${base}${path}` : `${base}${path}?${readable(query)}`;
}

function bodyText(body: RequestBody): string {
  if (body.kind === 'json') return JSON.stringify(body.value, null, 2);
  if (body.kind === 'form') return new URLSearchParams(body.fields).toString();
  const { field, name, type, text } = body.file;
  const fields = Object.entries(body.fields).map(([key, value]) => `${key}=${value}`);
  return [...fields, `${field}=@${name} (${type}, ${Buffer.byteLength(text)} bytes)`, '', text].join('\n');
}

const contentTypes: Record<RequestBody['kind'], string> = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  multipart: 'multipart/form-data',
};

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

function curlBody(body: RequestBody): string[] {
  if (body.kind === 'json') {
    return [`-H ${quoted('Content-Type: application/json')}`, `--data ${quoted(JSON.stringify(body.value))}`];
  }
  const fields = Object.entries(body.fields).map(([key, value]) => `${key}=${value}`);
  if (body.kind === 'form') return fields.map((field) => `--data-urlencode ${quoted(field)}`);
  const { field, name, type } = body.file;
  return [...fields, `${field}=@${name};type=${type}`].map((part) => `--form ${quoted(part)}`);
}

/** The same call through the gateway; its key is a variable of the shell. */
function curlOf(request: GraphRequest, credentialId: string, resourceId: string | null): string {
  const address = addressText(`${environment().appUrl}/graph/${credentialId}`, request);
  const method = request.method === 'GET' ? '' : `-X ${request.method} `;
  // What stands in brackets is to curl a list of addresses, if nobody says otherwise.
  const globbing = /[[\]{}]/.test(address) ? '--globoff ' : '';
  const parts = [
    `curl ${globbing}${method}${quoted(address)}`,
    '-H "Authorization: Bearer $FLOWKEEP_KEY"',
    ...(resourceId ? [`-H ${quoted(`X-Flowkeep-Resource: ${resourceId}`)}`] : []),
    ...(request.body ? curlBody(request.body) : []),
  ];
  return parts.join(' \\\n  ');
}

/** @param credential the one with which the call is made */
export function requestView(
  request: GraphRequest,
  credential: Pick<Tile, 'id' | 'apiVersion'>,
  resourceId: string | null,
): RequestView {
  const { method, body } = request;
  return {
    method,
    url: addressText(`${environment().graphBaseUrl}/${credential.apiVersion}`, request),
    headers: [
      { name: 'Authorization', value: 'Bearer ••••••••' },
      ...(body ? [{ name: 'Content-Type', value: contentTypes[body.kind] }] : []),
    ],
    body: body && bodyText(body),
    curl: curlOf(request, credential.id, resourceId),
  };
}
