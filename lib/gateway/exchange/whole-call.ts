/** One call with its whole answer in memory, held to the same rules as a call through the gateway. */
import type { OpenedCredential } from '../../credential/sealed/open.ts';
import { environment } from '../../env.ts';
import { Problem } from '../../errors.ts';
import { appSecretProof } from '../../graph/call/proof.ts';
import { type GraphResult, type GraphSecrets, graphSend } from '../../graph/call/transport.ts';
import type { JsonObject } from '../../graph/call/untrusted.ts';
import { type GraphError, readErrorDetails, readGraphError } from '../../graph/errors/errors.ts';
import { Secret } from '../../vault/secret.ts';
import { graphAddress, isReading, requestPath } from '../admit/address.ts';
import { BodyCheck } from '../admit/body-check.ts';
import type { CallWarning } from '../admit/warnings.ts';
import { graphFault } from '../faults.ts';
import { linkContext } from '../redact/links.ts';
import { Redaction } from '../redact/redactor.ts';

/** A call below the version of the credential. */
export interface WholeCall {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  query: string;
  body: { type: string; bytes: Uint8Array<ArrayBuffer> } | null;
}

/** Graph's answer, without what must not leave. */
export interface WholeAnswer {
  status: number;
  body: JsonObject;
  /** Where the answer is an error. */
  error: GraphError | null;
  errorDetails: string | null;
  retryAfterSeconds: number | null;
  pauseSeconds: number;
  servedVersion: string | null;
  traceId: string | null;
  /** What the call is warned of. */
  warnings: ReadonlySet<CallWarning>;
}

const answerMaxBytes = 2 * 1024 * 1024;
const timeoutMs = 30_000;

/** A result that is no answer, as the problem it is. */
function problemOfResult(
  result: Exclude<GraphResult, { kind: 'answer' | 'limited' }>,
  reads: boolean,
): Problem {
  if (result.kind === 'timeout') return graphFault('graph_timeout', reads);
  const cause = 'reason' in result ? new Error(result.reason) : undefined;
  if (result.kind !== 'nonsense') return graphFault('graph_unreachable', reads, cause);
  if (result.reason !== 'too_large') return graphFault('graph_nonsense', reads, cause);
  return new Problem(
    'graph_nonsense',
    'The answer is larger than 2 MB, more than is shown here. Ask for fewer fields or a smaller page.',
  );
}

/** Graph's error; being asked to wait is one, also where whatever stands before Graph says so in no words of Graph's. */
function errorOf(status: number, body: JsonObject, traceId: string | null, secrets: GraphSecrets) {
  const told = { message: '', userTitle: null, userMessage: null };
  const unsaid = { httpStatus: status, code: null, subcode: null, type: null, ...told, transient: false };
  return (
    readGraphError({ status, body, traceId }, secrets) ?? (status === 429 ? { ...unsaid, traceId } : null)
  );
}

/** The very rules by which the gateway rewrites what it streams. */
function redacted(body: JsonObject, secrets: readonly Secret[], credentialId: string): JsonObject {
  const { appUrl, graphBaseUrl } = environment();
  const links = linkContext(appUrl, new URL(graphBaseUrl), credentialId);
  const redactor = new Redaction(secrets).redactor('application/json', links);
  const bytes = [redactor.push(Buffer.from(JSON.stringify(body))), redactor.end()];
  return JSON.parse(Buffer.concat(bytes).toString()) as JsonObject;
}

/**
 * Refuses what the gateway does not carry.
 * @returns where the call goes, and what it is warned of
 * @throws Problem `invalid_input` or `call_refused`
 */
export function checkCall({ method, path, query, body }: WholeCall, version: string) {
  const warnings = new Set<CallWarning>();
  const target = { credentialId: null, path: path.slice(1), query };
  const address = graphAddress(method, target, version, warnings);
  if (body) {
    const { type: contentType, bytes } = body;
    const check = new BodyCheck({ path: address.path, contentType, length: bytes.byteLength, warnings });
    check.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    check.end();
  }
  return { address, warnings };
}

/**
 * Sends a call and waits for its answer, be it an error of Graph's.
 * @throws Problem `invalid_input` or `call_refused` before anything is sent
 * @returns the answer, or the problem of a call that Graph did not answer
 */
export async function sendWhole(
  opened: OpenedCredential,
  call: WholeCall,
  signal: AbortSignal,
): Promise<WholeAnswer | Problem> {
  const { token, appSecret } = opened;
  const { address, warnings } = checkCall(call, opened.apiVersion);
  const baseUrl = new URL(environment().graphBaseUrl);
  const proof = appSecret && new Secret(appSecretProof(token, appSecret));
  const line = (text: string | null) => requestPath(baseUrl, address, text);
  const url = new URL(proof ? proof.use(line) : line(null), baseUrl);
  const { method, body } = call;
  const result = await graphSend({ url, method, body, token, signal, timeoutMs, maxBytes: answerMaxBytes });
  if (result.kind !== 'answer' && result.kind !== 'limited')
    return problemOfResult(result, isReading(method));
  const status = result.kind === 'answer' ? result.status : 429;
  const answer = result.body ?? {};
  const secrets = { token, ...(appSecret ? { appSecret } : {}) };
  return {
    status,
    body: redacted(
      answer,
      [token, appSecret, proof].filter((secret) => secret !== null),
      opened.id,
    ),
    error: errorOf(status, answer, result.headers.traceId, secrets),
    errorDetails: readErrorDetails(answer, secrets),
    ...result.headers,
    warnings,
  };
}
