/** The inspection: asking Graph what a token is and what it reaches, and reporting it in named steps. */

import { type GraphCall, type GraphSecrets, graphGet } from '../call/transport.ts';
import type { JsonObject } from '../call/untrusted.ts';
import {
  acceptList,
  acceptMe,
  acceptNode,
  acceptTokenDetails,
  type Finding,
  readFinding,
} from './finding.ts';
import { Progress } from './progress.ts';
import type { InspectionReport, InspectionStep } from './report.ts';

export interface InspectionOptions extends GraphSecrets {
  baseUrl: URL;
  /** Absent: only the token itself is inspected. */
  wabaId?: string;
  version: string;
  /** Gives the inspection up. */
  signal?: AbortSignal;
  now?: Date;
  /** Hears of each step once, in the order in which they are decided. */
  onStep?: (step: InspectionStep) => void;
  /** Milliseconds for each call (10 seconds by default), and for the whole inspection (20). */
  callTimeoutMs?: number;
  timeoutMs?: number;
}

/**
 * Asks Graph about a token. The calls on the WABA decide; debug_token adds what kind of token it is, until when it
 * lasts and what it may do. Whatever Graph does, the outcome is a report.
 * @throws the reason of `signal` if that aborts; TypeError if base, version or id is malformed
 */
export async function inspectToken(options: InspectionOptions): Promise<InspectionReport> {
  const { wabaId, now = new Date() } = options;
  const limit = AbortSignal.timeout(options.timeoutMs ?? 20_000);
  const signal = options.signal ? AbortSignal.any([options.signal, limit]) : limit;
  const question = { wabaId: wabaId ?? null, version: options.version, now };
  const progress = new Progress(question, (step) => {
    if (!options.signal?.aborted) options.onStep?.(step);
  });

  const node = wabaId
    ? ask(options, signal, { node: { id: wabaId }, query: { fields: 'id,name' } }, acceptNode(wabaId))
    : ask(options, signal, { node: 'me', query: { fields: 'id' } }, acceptMe);
  const flows = wabaId
    ? ask(
        options,
        signal,
        { node: { id: wabaId }, edge: 'flows', query: { fields: 'id', limit: '1' } },
        acceptList,
      )
    : null;
  const details = ask(
    options,
    signal,
    { node: 'debug_token', inspectedToken: true, query: {} },
    acceptTokenDetails,
  );
  await Promise.all([
    node.then((finding) => progress.add({ node: finding })),
    flows?.then((finding) => progress.add({ flows: finding })),
    details.then((finding) => progress.add({ details: finding })),
  ]);
  options.signal?.throwIfAborted();
  return progress.report();
}

async function ask<Found>(
  options: InspectionOptions,
  signal: AbortSignal,
  target: Pick<GraphCall, 'node' | 'edge' | 'query' | 'inspectedToken'>,
  accept: (body: JsonObject) => Found | null,
): Promise<Finding<Found>> {
  const { baseUrl, token, appSecret, version, callTimeoutMs: timeoutMs } = options;
  const result = await graphGet({
    baseUrl,
    token,
    appSecret,
    version,
    signal,
    timeoutMs,
    ...target,
  });
  return readFinding(result, { token, appSecret }, accept);
}
