/** For the tests of the inspection: the sandbox, and its tokens inspected as its page says to enter them. */

import { afterAll, beforeAll } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { sandboxTokens } from '../../sandbox/tokens.ts';
import { lend } from './call/lent-secret-testing.ts';
import { type InspectionOptions, inspectToken } from './inspection/inspection.ts';
import { type InspectionReport, type InspectionStep, inspectionSteps } from './inspection/report.ts';
import { newestVersion } from './versions.ts';

export let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

function scripted(id: string) {
  const entry = sandboxTokens.find((token) => token.id === id);
  if (!entry) throw new Error(`The sandbox has no token ${id}.`);
  return entry;
}

/** Inspects a scripted token as its page says to enter it. */
export async function inspect(id: string, options: Partial<InspectionOptions> = {}) {
  const { token, wabaId, apiVersion = newestVersion, appSecret } = scripted(id);
  const heard: InspectionStep[] = [];
  const report = await inspectToken({
    baseUrl: new URL(sandbox.url),
    token: lend(token),
    wabaId,
    version: apiVersion,
    callTimeoutMs: 400,
    onStep: (step) => heard.push(step),
    ...(appSecret ? { appSecret: lend(appSecret) } : {}),
    ...options,
  });
  return { report, heard };
}

/** The steps as one line of outcomes: + done, ! warning, x failed, - not run; with the code where it is not ok. */
export function outline(report: InspectionReport): string {
  const marks = { done: '+', warning: '!', failed: 'x', not_run: '-' };
  return report.steps
    .map(({ id, outcome, code }) => `${marks[outcome]}${id}${code === 'ok' ? '' : `:${code}`}`)
    .join(' ');
}

/** All steps not run for want of answers. */
export const nothing = (code: string) => inspectionSteps.map((id) => `-${id}:${code}`).join(' ');
