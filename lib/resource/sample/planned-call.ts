/** From a template and its values to the very call that Graph gets. Pure. */
import type { EndpointTemplate, GraphRequest, RequestBody } from '../../connector/endpoint.ts';
import type { WholeCall } from '../../gateway/exchange/whole-call.ts';

/** How many things of a list a sample shows. */
const pageSize = 25;

/** Which page of a list; cursors are Graph's. */
export interface Page {
  after?: string | undefined;
  before?: string | undefined;
}

/** A call's request, asking for one page where its answer comes in pages. */
export function onPage(request: GraphRequest, { after, before }: Page, size = pageSize): GraphRequest {
  const query = new URLSearchParams(request.query);
  if (!query.has('limit')) query.set('limit', String(size));
  if (after) query.set('after', after);
  if (before) query.set('before', before);
  return { ...request, query: query.toString() };
}

/** @param values what the template's schema gave out */
export function planRequest(
  template: EndpointTemplate,
  values: Record<string, unknown>,
  wabaId: string,
  page: Page,
): GraphRequest {
  const request = template.build(values, { wabaId });
  if (template.kind === 'source' && request.method !== 'GET')
    throw new Error(`${template.id} must only read.`);
  return template.paged ? onPage(request, page) : request;
}

async function encode(body: RequestBody): Promise<NonNullable<WholeCall['body']>> {
  if (body.kind === 'json') {
    return { type: 'application/json', bytes: new TextEncoder().encode(JSON.stringify(body.value)) };
  }
  if (body.kind === 'form') {
    const bytes = new TextEncoder().encode(new URLSearchParams(body.fields).toString());
    return { type: 'application/x-www-form-urlencoded', bytes };
  }
  const form = new FormData();
  for (const [name, value] of Object.entries(body.fields)) form.append(name, value);
  const { field, name, type, text } = body.file;
  form.append(field, new Blob([text], { type }), name);
  const made = new Response(form);
  const bytes = new Uint8Array(await made.arrayBuffer());
  return { type: made.headers.get('content-type') ?? '', bytes };
}

/** The call as it is sent. */
export async function encodeCall({ method, path, query, body }: GraphRequest): Promise<WholeCall> {
  return { method, path, query, body: body && (await encode(body)) };
}
