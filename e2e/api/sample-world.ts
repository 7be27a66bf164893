/** A world of its own for samples and choices: a Graph that keeps what it was sent, sources and destinations. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { z } from 'zod';
import { problemSchema } from '../../lib/errors.ts';
import { choicesSchema, sampleViewSchema } from '../../lib/resource/sample/sample-view.ts';
import { type ResourceView, resourceViewSchema } from '../../lib/resource/view.ts';
import { type GatewayWorld, startGatewayWorld } from './gateway-world.ts';

/** A call that reached Graph, but for inspections. */
export interface GraphCall {
  method: string;
  path: string;
  query: Record<string, string>;
  token: string;
  type: string;
  body: Buffer;
}

const graphErrorSchema = z.object({
  status: z.number(),
  code: z.number().nullable(),
  subcode: z.number().nullable(),
  message: z.string(),
  details: z.string().nullable(),
  userTitle: z.string().nullable(),
  userMessage: z.string().nullable(),
  traceId: z.string().nullable(),
});

export interface SampleWorld extends GatewayWorld {
  /** What Graph was sent since `answer` was set. */
  calls: GraphCall[];
  /** Sets what Graph answers from now on. */
  answer(listener: (request: IncomingMessage, response: ServerResponse, call: GraphCall) => void): void;
  /** Posts JSON, or nothing at all, with the manage key, what shall be sent with one of both scopes, or another. */
  post(path: string, json?: unknown, init?: { key?: string; signal?: AbortSignal }): Promise<Got>;
  patch(view: Pick<ResourceView, 'id' | 'kind' | 'version'>, json: unknown): Promise<Got>;
  create(
    kind: ResourceView['kind'],
    credentialId: string,
    endpoint?: string,
    parameters?: Record<string, unknown>,
  ): Promise<ResourceView>;
  read(view: Pick<ResourceView, 'id' | 'kind'>): Promise<ResourceView>;
  /** Everything that left: all answers to `call` and what follows from it, the log, and the audit trail. */
  everything(): Promise<string>;
  /** Every token that Graph was asked with. */
  tokens(): string[];
}

/** An answer of Flowkeep's. */
export class Got {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;

  constructor(response: Response, text: string) {
    this.status = response.status;
    this.headers = response.headers;
    this.text = text;
  }

  get body(): unknown {
    return JSON.parse(this.text);
  }
  /** @throws unless it is a sample */
  get sample() {
    if (this.status !== 200) throw new Error(`expected 200, got ${this.status}: ${this.text}`);
    return sampleViewSchema.strict().parse(this.body);
  }
  /** @throws unless it is a sample for which Graph was called */
  get answer() {
    const { answer } = this.sample;
    if (!answer) throw new Error('nothing was called');
    return answer;
  }
  get choices() {
    return choicesSchema.strict().parse(this.body);
  }
  get problem() {
    return problemSchema.extend({ graph: graphErrorSchema.optional() }).parse(this.body);
  }
  /** Status, code and the fields that are named. */
  get refusal(): [number, string, ...string[]] {
    const { code, errors = [] } = this.problem;
    return [this.status, code, ...errors.map(({ field }) => field)];
  }
}

export const pathOf = ({ kind, id }: Pick<ResourceView, 'id' | 'kind'>) => `/api/${kind}s/${id}`;

async function collect(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function seen(request: IncomingMessage, body: Buffer): GraphCall {
  const url = new URL(request.url ?? '/', 'http://x.test');
  return {
    method: request.method ?? '',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    token: (request.headers.authorization ?? '').slice(7),
    type: request.headers['content-type'] ?? '',
    body,
  };
}

let names = 0;

export async function startSampleWorld(): Promise<SampleWorld> {
  const base = await startGatewayWorld();
  const calls: GraphCall[] = [];
  const answers: string[] = [];
  const call: SampleWorld['call'] = async (...request) => {
    const response = await base.call(...request);
    const copy = response.clone();
    answers.push(`${JSON.stringify([...copy.headers])} ${await copy.text()}`);
    return response;
  };
  const got = async (response: Response) => new Got(response, await response.text());
  const headers = { 'content-type': 'application/json' };
  const keyFor = (json: unknown) =>
    z.looseObject({ send: z.literal(true) }).safeParse(json).success ? base.both : base.manage;
  const post: SampleWorld['post'] = async (path, json, { key = keyFor(json), signal } = {}) =>
    got(
      await call(path, key, {
        method: 'POST',
        ...(json === undefined ? {} : { headers, body: JSON.stringify(json) }),
        ...(signal ? { signal } : {}),
      }),
    );
  return {
    ...base,
    call,
    calls,
    post,
    async everything() {
      const { rows } = await base.db.query('SELECT e::text FROM audit_event e');
      return [...answers, base.world.output(), ...rows.map((row) => row.e)].join('\n');
    },
    tokens: () => [...new Set(base.graph.asked.map(({ token }) => token))].filter((token) => token !== ''),
    answer(listener) {
      calls.length = 0;
      const recording: RequestListener = async (request, response) => {
        const call = seen(request, await collect(request));
        calls.push(call);
        listener(request, response, call);
      };
      base.graph.answer = recording;
    },
    async patch(view, json) {
      const conditional = { ...headers, 'if-match': `"${view.version}"` };
      const init = { method: 'PATCH', headers: conditional, body: JSON.stringify(json) };
      return got(await call(pathOf(view), base.manage, init));
    },
    async create(kind, credentialId, endpoint, parameters) {
      names += 1;
      const connector = 'whatsapp-flows';
      const body = { name: `Sampled ${names}`, connector, credentialId, endpoint, parameters };
      return resourceViewSchema.strict().parse((await post(`/api/${kind}s`, body)).body);
    },
    async read(view) {
      const response = await call(pathOf(view), base.manage);
      return resourceViewSchema.strict().parse(await response.json());
    },
  };
}

/** A body for POST /api/samples. */
export const draft = (
  kind: ResourceView['kind'],
  credentialId: string,
  endpoint: string,
  parameters: Record<string, unknown> = {},
  more: Record<string, unknown> = {},
) => ({ kind, connector: 'whatsapp-flows', credentialId, endpoint, parameters, ...more });
