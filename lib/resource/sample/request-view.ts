/** The request of a call for people's eyes: as Graph gets it but for the token, and as a command for the gateway. */
import type { GraphRequest, RequestBody } from '../../connector/endpoint.ts';
import type { Tile } from '../../credential/look/tile.ts';
import { environment } from '../../env.ts';
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

/** Systems give a program at most 128 KiB in one argument. */
const longestArgument = 100_000;

/** What of a command is about its body; `input` is what it reads besides its arguments. */
interface CurlBody {
  parts: string[];
  input: string | null;
}

function curlJson(value: Record<string, unknown>): CurlBody {
  const json = JSON.stringify(value);
  const type = `-H ${quoted('Content-Type: application/json')}`;
  if (Buffer.byteLength(json) > longestArgument) return { parts: [type, '--data @-'], input: json };
  return { parts: [type, `--data ${quoted(json)}`], input: null };
}

function curlBody(body: RequestBody): CurlBody {
  if (body.kind === 'json') return curlJson(body.value);
  const fields = Object.entries(body.fields).map(([key, value]) => `${key}=${value}`);
  if (body.kind === 'form') {
    return { parts: fields.map((field) => `--data-urlencode ${quoted(field)}`), input: null };
  }
  const { field, name, type, text } = body.file;
  const file = `${field}=@-;filename=${name};type=${type}`;
  return { parts: [...fields, file].map((part) => `--form ${quoted(part)}`), input: text };
}

/** A command with its input, which the shell hands over as it is, up to a line that the input has not. */
function withInput(command: string, input: string): string {
  const lines = new Set(input.split('\n'));
  let end = 'END';
  while (lines.has(end)) end += '_';
  return `${command} <<'${end}'\n${input}\n${end}`;
}

/** The same call through the gateway, with all that it sends; its key is a variable of the shell. */
function curlOf(request: GraphRequest, credentialId: string, resourceId: string | null): string {
  const address = addressText(`${environment().appUrl}/graph/${credentialId}`, request);
  const method = request.method === 'GET' ? '' : `-X ${request.method} `;
  // What stands in brackets is to curl a list of addresses, if nobody says otherwise.
  const globbing = /[[\]{}]/.test(address) ? '--globoff ' : '';
  const { parts: bodyParts, input } = request.body ? curlBody(request.body) : { parts: [], input: null };
  const parts = [
    `curl ${globbing}${method}${quoted(address)}`,
    '-H "Authorization: Bearer $FLOWKEEP_KEY"',
    ...(resourceId ? [`-H ${quoted(`X-Flowkeep-Resource: ${resourceId}`)}`] : []),
    ...bodyParts,
  ];
  const command = parts.join(' \\\n  ');
  return input === null ? command : withInput(command, input);
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
