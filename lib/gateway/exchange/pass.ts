/** Passing an admitted call on to Graph, with the token, and Graph's answer back without it. */
import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import { pauseSeconds } from '../../graph/call/usage.ts';
import { letContinue } from '../../http/expect.ts';
import { requestPath } from '../admit/address.ts';
import { type AdmissionParts, type Admitted, type Asked, readmit } from '../admit/admission.ts';
import type { BodyCheck } from '../admit/body-check.ts';
import { bodyCheckOf, peekBody } from '../admit/body-peek.ts';
import { warningHeader } from '../admit/warnings.ts';
import { linkContext } from '../redact/links.ts';
import { Exchange, type Outcome, type Times } from './exchange.ts';
import { headersDown, headersUp } from './headers.ts';
import type { Upstream } from './upstream.ts';

export interface PassParts extends Pick<AdmissionParts, 'lookup'> {
  graphBaseUrl: URL;
  appUrl: string;
  upstream: Upstream;
  limits: AdmissionParts['limits'];
  /** Tells the other instances of a pause. It does not wait for them, and never throws. */
  sharePause(credentialId: string, seconds: number): void;
}

/** A body that took longer than this to begin has its caller's right asked for once more before anything is sent. */
const askAgainMs = 1_000;

type Pass = (
  request: IncomingMessage,
  response: ServerResponse,
  admitted: Admitted,
  asked: Asked,
) => Promise<Outcome>;

function textOf({ headers }: IncomingMessage, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}

/** For how long nothing more is sent, by what the head of an answer says of Meta's allowances. */
function pauseOf(head: IncomingMessage): number {
  return pauseSeconds({
    business: textOf(head, 'x-business-use-case-usage'),
    app: textOf(head, 'x-app-usage'),
    adAccount: textOf(head, 'x-ad-account-usage'),
  });
}

/** The request to Graph: what the caller may say, and the token. */
function openCall(
  { graphBaseUrl, upstream }: PassParts,
  { method, headers }: IncomingMessage,
  { call, opened }: Admitted,
  check: BodyCheck | null,
): ClientRequest {
  const line = (proof: string | null) => requestPath(graphBaseUrl, call, proof);
  const path = opened.proof ? opened.proof.use(line) : line(null);
  const type = check ? { 'content-type': check.contentType } : {};
  return opened.token.use((token) =>
    upstream.open({
      method,
      path,
      headers: { ...headersUp(headers), ...type, authorization: `Bearer ${token}` },
    }),
  );
}

/** @returns what passes one call on; it rejects with a problem where the call may not be made after all */
export function createPass(parts: PassParts, times: Times): Pass {
  const { graphBaseUrl, appUrl, limits, sharePause } = parts;

  /** What the caller gets for the head of an answer; an allowance almost used up is heeded from here on. */
  function answerOf({ row, opened }: Admitted, { warnings }: Asked, head: IncomingMessage) {
    const seconds = pauseOf(head);
    if (limits.pause(row.id, seconds)) sharePause(row.id, seconds);
    const links = linkContext(appUrl, graphBaseUrl, row.id);
    return {
      headers: { ...headersDown(head.headers, opened.redaction.clean), ...warningHeader(warnings) },
      redactor: opened.redaction.redactor(textOf(head, 'content-type'), links),
    };
  }

  return async (request, response, admitted, asked) => {
    const began = performance.now();
    const check = bodyCheckOf(request, admitted.call.path, asked.warnings);
    letContinue(request, response);
    const start = await peekBody(request, check, times.callerMs);
    if (performance.now() - began > askAgainMs) await readmit(parts, request, asked);
    const open = () => openCall(parts, request, admitted, check);
    const answer = (head: IncomingMessage) => answerOf(admitted, asked, head);
    return new Exchange({ request, response, start, check, open, answer, times }).run();
  };
}
