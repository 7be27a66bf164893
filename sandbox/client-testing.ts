/** For the tests of the sandbox's calls: a sandbox, begun anew for each file, and a client of it. */
import { afterAll, beforeAll } from 'vitest';
import type { ValidationError } from './flow/flow-json.ts';
import { type Sandbox, startSandbox } from './server.ts';
import { sandboxTokens } from './tokens.ts';

export let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

export const lucky = '104996122399160';
export const brasil = '639297322149561';
export const market = '215589313241560';
export const wool = '90071992547409931';
export const luckyPhone = '106540352242922';
export const published = '901406135639897';
export const draft = '1075799863665884';
export const wildcard = `EAASANDBOX${'c3'.repeat(15)}`;

export interface GraphError {
  message: string;
  type: string;
  code: number;
  error_subcode?: number;
  error_user_title?: string;
  error_data?: { messaging_product: string; details: string };
}

export interface Body {
  id: string;
  name: string;
  status: string;
  success: boolean;
  validation_errors: ValidationError[];
  data: Record<string, unknown>[];
  paging?: { cursors: { before: string; after: string }; next?: string; previous?: string };
  error?: GraphError;
  [name: string]: unknown;
}

export function tokenOf(id: string): string {
  const entry = sandboxTokens.find((token) => token.id === id);
  if (!entry) throw new Error(`The sandbox has no token ${id}.`);
  return entry.token;
}

async function ask(path: string, token: string, init: RequestInit = {}) {
  const url = path.startsWith('http') ? path : `${sandbox.url}/v26.0/${path}`;
  const headers = { authorization: `Bearer ${token}`, ...(init.headers as Record<string, string>) };
  const response = await fetch(url, { ...init, headers });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Body };
}

export const get = (path: string, token = wildcard) => ask(path, token);
export const remove = (path: string, token = wildcard) => ask(path, token, { method: 'DELETE' });

/** Posts a form, or an object as JSON. */
export function post(path: string, sent: object | FormData | URLSearchParams = {}, token = wildcard) {
  if (sent instanceof FormData || sent instanceof URLSearchParams) {
    return ask(path, token, { method: 'POST', body: sent });
  }
  const headers = { 'content-type': 'application/json' };
  return ask(path, token, { method: 'POST', body: JSON.stringify(sent), headers });
}

/** A form that uploads a Flow JSON. */
export function upload(json: string, { name = 'flow.json', type = 'FLOW_JSON' } = {}): FormData {
  const form = new FormData();
  form.set('file', new Blob([json], { type: 'application/json' }), 'flow.json');
  form.set('name', name);
  form.set('asset_type', type);
  return form;
}

let flows = 0;

/** Creates a flow. @returns its id */
export async function newFlow(more: object = {}): Promise<string> {
  flows += 1;
  const { body } = await post(`${lucky}/flows`, { name: `Flow ${flows}`, categories: ['OTHER'], ...more });
  return body.id;
}
