/** Testing a source or destination: the first page of what it reads, or the one call that it would make. */
import { type Caller, demand } from '../../access/actor.ts';
import type { Permission } from '../../access/rights.ts';
import type { EndpointTemplate } from '../../connector/endpoint.ts';
import { endpointsOf } from '../../connector/endpoints.ts';
import { readCredential } from '../../credential/look/read.ts';
import type { Tile } from '../../credential/look/tile.ts';
import { type FieldError, Problem, type ProblemCode } from '../../errors.ts';
import { type CallWarning, callWarnings } from '../../gateway/admit/warnings.ts';
import { callOnce } from '../../gateway/call-once.ts';
import { checkCall } from '../../gateway/exchange/whole-call.ts';
import { isObject } from '../../graph/call/untrusted.ts';
import { redact } from '../../log.ts';
import { readResource } from '../list.ts';
import type { DraftSample, ResourceKind, SampleInput } from '../schema.ts';
import { graphProblem } from './graph-problem.ts';
import { encodeCall, planRequest } from './planned-call.ts';
import { requestView } from './request-view.ts';
import { readFiles } from './sample-files.ts';
import type { SampleView } from './sample-view.ts';

/** What may go wrong when Meta is asked for a sample or for choices; for the description of the API. */
export const sampleProblems: ProblemCode[] = [
  'not_found',
  'call_refused',
  'token_missing',
  'credential_locked',
  'token_rejected',
  'token_expired',
  'permission_missing',
  'request_refused',
  'graph_unreachable',
  'graph_error',
  'graph_nonsense',
  'graph_limited',
  'graph_timeout',
  'audit_unavailable',
];

/** What is tested; `resourceId` only where it is saved just so. */
type Tested = Omit<DraftSample, keyof SampleInput> & { resourceId: string | null };

function templateOf({ connector, kind, endpoint }: Tested): EndpointTemplate {
  const template = endpointsOf(connector, kind).find(({ id }) => id === endpoint);
  if (template) return template;
  const message = `No data ${kind} has this endpoint. Choose one of the list.`;
  throw new Problem('invalid_input', message, { errors: [{ field: 'endpoint', code: 'custom', message }] });
}

const unknown = 'This endpoint has no such parameter. Leave it out.';

/** All values of one call. @throws Problem `invalid_input`, which names those of the payload as such */
function valuesOf(template: EndpointTemplate, { parameters }: Tested, { payload = {} }: SampleInput) {
  const parsed = template.schema.safeParse({ ...parameters, ...payload });
  if (parsed.success) return parsed.data;
  const values = template.kind === 'source' ? 'parameters' : 'payload';
  const errors = parsed.error.issues.flatMap((issue): FieldError[] => {
    const { code, message } = issue;
    const field = [values, ...issue.path.map(String)].join('.');
    if (code !== 'unrecognized_keys') return [{ field, code, message }];
    return issue.keys.map((key) => ({
      field: `${field}.${redact(key)}`,
      code: 'unknown_field',
      message: unknown,
    }));
  });
  throw new Problem('invalid_input', errors[0]?.message ?? 'A parameter is not right.', { errors });
}

const cursor = (value: unknown): string | null =>
  typeof value === 'string' && value.length > 0 && value.length <= 1000 ? value : null;

/** The cursors of the pages around; Graph links to a page only if there is one. */
function cursorsOf(body: Record<string, unknown>) {
  const paging = isObject(body.paging) ? body.paging : {};
  const cursors = isObject(paging.cursors) ? paging.cursors : {};
  return {
    nextCursor: paging.next === undefined ? null : cursor(cursors.after),
    previousCursor: paging.previous === undefined ? null : cursor(cursors.before),
  };
}

/** Reading a sample is part of setting something up; a call that changes something at Meta is a use of its token. */
const permissionFor = ({ send }: SampleInput): Permission => (send ? 'resource.send' : 'resource.test');

function demandSample({ actor }: Caller, input: SampleInput): void {
  demand(actor, 'resource.test');
  demand(actor, permissionFor(input));
}

const inWords = (warnings: ReadonlySet<CallWarning>) => [...warnings].map((warning) => callWarnings[warning]);

async function test(
  caller: Caller,
  tested: Tested,
  input: SampleInput,
  signal: AbortSignal,
): Promise<SampleView> {
  const template = templateOf(tested);
  const credential: Tile = await readCredential(caller.actor, tested.credentialId);
  const planned = planRequest(template, valuesOf(template, tested, input), credential.wabaId, input);
  const call = await encodeCall(planned);
  const request = requestView(planned, credential, tested.resourceId);
  if (template.kind === 'destination' && !input.send) {
    const { warnings } = checkCall(call, credential.apiVersion);
    return { request, warnings: inWords(warnings), answer: null };
  }
  const started = performance.now();
  const thoughtInvalid = credential.status === 'invalid';
  const permission = permissionFor(input);
  const circumstances = { permission, credential, resourceId: tested.resourceId, thoughtInvalid, signal };
  const answer = await callOnce(caller, call, circumstances);
  if (answer.error || answer.status >= 400) {
    const needs = { permission: template.permission, scopes: credential.scopes };
    throw graphProblem(answer, needs, { request });
  }
  const { status, body, servedVersion, traceId } = answer;
  const files = template.files ? await readFiles(body, signal) : [];
  const milliseconds = Math.round(performance.now() - started);
  const seen = { status, body, files, servedVersion, traceId, milliseconds };
  return { request, warnings: inWords(answer.warnings), answer: { ...seen, ...cursorsOf(body) } };
}

/**
 * Tests what is on the screen: reads a page, or shows the call of a destination and makes it if `send` says so.
 * @throws Problem `forbidden`, `not_found`, `invalid_input`, `call_refused`; what Graph refused, with its error as
 * `graph`; or as callOnce does
 */
export function sampleDraft(caller: Caller, draft: DraftSample, signal: AbortSignal): Promise<SampleView> {
  demandSample(caller, draft);
  return test(caller, { ...draft, resourceId: null }, draft, signal);
}

/** The same for a saved source or destination. @throws also Problem `endpoint_missing` or `credential_not_found` */
export async function sampleResource(
  caller: Caller,
  { kind, id }: { kind: ResourceKind; id: string },
  input: SampleInput,
  signal: AbortSignal,
): Promise<SampleView> {
  demandSample(caller, input);
  const { connector, credentialId, endpoint, parameters } = await readResource(caller.actor, kind, id);
  if (!endpoint) {
    throw new Problem('endpoint_missing', `This data ${kind} has no endpoint yet. Edit it and choose one.`);
  }
  if (!credentialId) {
    throw new Problem('credential_not_found', 'Its credential was deleted. Choose another one first.');
  }
  const tested = { kind, connector, credentialId, endpoint, parameters, resourceId: id };
  return test(caller, tested as Tested, input, signal);
}
