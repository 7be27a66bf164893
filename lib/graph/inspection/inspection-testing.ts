/** For the tests of the inspection: a Graph that gives each of the three calls the answer that the test says. */

import { afterEach } from 'vitest';
import { type LoopbackServer, listenOnLoopback } from '../../../sandbox/loopback.ts';
import { lend } from '../call/lent-secret-testing.ts';
import type { LentSecret } from '../call/secret.ts';
import { inspectToken } from './inspection.ts';
import type { InspectionStep } from './report.ts';

export const wabaId = '104996122399160';
export const now = new Date('2026-11-23T12:00:00Z');
export const seconds = (text: string) => new Date(text).getTime() / 1000;

interface Reply {
  status?: number;
  body: unknown;
  headers?: Record<string, string>;
  delayMs?: number;
}

export const waba: Reply = { body: { id: wabaId, name: 'Lucky Shrub' } };
export const flows: Reply = { body: { data: [] } };
export const scopes = ['whatsapp_business_management', 'whatsapp_business_messaging'];
export const data = (members: Record<string, unknown> = {}): Reply => ({
  body: {
    data: {
      type: 'SYSTEM_USER',
      is_valid: true,
      expires_at: 0,
      data_access_expires_at: 0,
      scopes,
      ...members,
    },
  },
});
export const refuse = (code: number, more: Record<string, unknown> = {}, status = 400): Reply => ({
  status,
  body: { error: { code, message: 'Refused', ...more } },
});

let server: LoopbackServer | undefined;
afterEach(() => server?.close());

/** Inspects at a Graph that gives these answers. */
export async function inspect(
  replies: { waba?: Reply; flows?: Reply; details?: Reply },
  options: { wabaId?: string | undefined; appSecret?: LentSecret } = { wabaId },
) {
  const all = { waba, flows, details: data(), ...replies };
  server = await listenOnLoopback((request, response) => {
    const path = request.url?.split('?')[0] ?? '';
    const reply = path.endsWith('/flows')
      ? all.flows
      : path.endsWith('/debug_token')
        ? all.details
        : all.waba;
    const headers = { 'content-type': 'application/json', 'facebook-api-version': 'v26.0', ...reply.headers };
    setTimeout(() => {
      response.writeHead(reply.status ?? 200, headers).end(JSON.stringify(reply.body));
    }, reply.delayMs ?? 0);
  });
  const heard: InspectionStep[] = [];
  const asked = { wabaId, ...options };
  const report = await inspectToken({
    baseUrl: new URL(server.url),
    token: lend(`EAADemo${'x'.repeat(30)}`),
    ...(asked.wabaId ? { wabaId: asked.wabaId } : {}),
    ...(asked.appSecret ? { appSecret: asked.appSecret } : {}),
    onStep: (step) => heard.push(step),
    version: 'v26.0',
    now,
    callTimeoutMs: 1000,
  });
  const steps = Object.fromEntries(report.steps.map((step) => [step.id, step]));
  return { report, steps, heard };
}
