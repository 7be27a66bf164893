/** What the sandbox remembers while it runs: begun anew at each start, and bounded. */
import { randomBytes, randomInt } from 'node:crypto';
import { samplePublicKey } from './account/sample-key.ts';
import { business, type SandboxPhone, type SandboxWaba, wabas } from './account/wabas.ts';
import { checkFlowJson, type FlowFacts } from './flow/flow-json.ts';
import { type FlowStatus, sampleFlowJson, sampleFlows } from './flow/sample-flows.ts';
import { type SampleTemplate, sampleTemplates } from './template/sample-templates.ts';

export interface Flow {
  id: string;
  name: string;
  status: FlowStatus;
  categories: string[];
  /** The uploaded Flow JSON as it came; null before the first. */
  json: string | null;
  facts: FlowFacts;
  endpointUri: string | null;
  applicationId: string | null;
  preview: { secret: string; expiresAt: number } | null;
  /** Where its file can be downloaded, without a token. */
  fileKey: string;
}

export interface Phone extends SandboxPhone {
  key: { pem: string; status: 'VALID' | 'MISMATCH' } | null;
}

export interface Template extends SampleTemplate {
  /** When Meta will have approved it, in seconds since 1970; null for one that it has judged. */
  approvedAt: number | null;
}

export interface Waba extends Omit<SandboxWaba, 'phones'> {
  phones: Phone[];
  flows: Flow[];
  templates: Template[];
  /** Whether the token's app gets its webhooks, and where if not at its own address. */
  subscription: { callbackUri: string | null } | null;
}

export interface State {
  wabas: Waba[];
}

export const mostFlows = 300;
export const mostTemplates = 250;
export const noFacts: FlowFacts = { version: null, dataApiVersion: null, screens: [], errors: [] };

/** Sixteen digits, as Meta's ids have. */
export const newId = (): string => `1${String(randomInt(10 ** 14)).padStart(15, '0')}`;
export const newSecret = (): string => randomBytes(20).toString('hex');

export function newFlow(name: string, categories: string[]): Flow {
  return {
    id: newId(),
    name,
    categories,
    status: 'DRAFT',
    json: null,
    facts: noFacts,
    endpointUri: null,
    applicationId: null,
    preview: null,
    fileKey: newSecret(),
  };
}

function beginFlows(wabaId: string): Flow[] {
  return (sampleFlows[wabaId] ?? []).map((sample) => {
    const json = sampleFlowJson(sample);
    const endpointUri = sample.endpoint ? 'https://flows.luckyshrub.example/data' : null;
    const { id, name, status, category } = sample;
    return { ...newFlow(name, [category]), id, status, json, facts: checkFlowJson(json), endpointUri };
  });
}

function beginWaba({ phones, ...account }: SandboxWaba): Waba {
  return {
    ...account,
    // The second number was registered anew after its key was set.
    phones: phones.map((phone, at) => {
      const status = at === 0 ? 'VALID' : 'MISMATCH';
      return { ...phone, key: at < 2 ? { pem: samplePublicKey, status } : null };
    }),
    flows: beginFlows(account.id),
    templates: (sampleTemplates[account.id] ?? []).map((template) => ({ ...template, approvedAt: null })),
    subscription: { callbackUri: null },
  };
}

export function beginState(): State {
  return { wabas: wabas.map(beginWaba) };
}

/** An object of the graph, with the account that it belongs to. */
export type Node =
  | { kind: 'waba'; waba: Waba }
  | { kind: 'flow'; waba: Waba; flow: Flow }
  | { kind: 'phone'; waba: Waba; phone: Phone }
  | { kind: 'template'; waba: Waba; template: Template }
  | { kind: 'business' };

/** The object with an id, whoever asks. */
export function findNode({ wabas: accounts }: State, id: string): Node | null {
  if (id === business.id) return { kind: 'business' };
  for (const waba of accounts) {
    if (waba.id === id) return { kind: 'waba', waba };
    const flow = waba.flows.find((candidate) => candidate.id === id);
    if (flow) return { kind: 'flow', waba, flow };
    const phone = waba.phones.find((candidate) => candidate.id === id);
    if (phone) return { kind: 'phone', waba, phone };
    const template = waba.templates.find((candidate) => candidate.id === id);
    if (template) return { kind: 'template', waba, template };
  }
  return null;
}
