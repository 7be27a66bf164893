/** Saving a credential, a new one or a change: what the answers mean. */
import type { Difference } from '../../../lib/credential/differences.ts';
import type { Tile } from '../../../lib/credential/look/tile.ts';
import type { ProblemBody } from '../../../lib/errors.ts';
import type { InspectionReport } from '../../../lib/graph/inspection/report.ts';
import { callForSteps, type StepCall, type StepWatch } from './step-stream.ts';

/** A problem of a save, with the members that belong to its codes. */
export interface SaveProblem extends ProblemBody {
  report?: InspectionReport;
  suggestion?: string;
  existingName?: string;
  /** With `confirmation_required`. */
  differences?: Difference[];
  /** With `version_conflict`: what stands there now, and who put it there when. */
  current?: Tile;
  changedBy?: string;
  changedAt?: string;
}

export type SaveOutcome =
  | { kind: 'saved'; tile: Tile }
  | { kind: 'problem'; problem: SaveProblem; retryAfter: number | null }
  | { kind: 'cancelled' | 'overdue' | 'lost' };

function isProblem(body: unknown): body is SaveProblem {
  if (typeof body !== 'object' || body === null) return false;
  return (
    'code' in body && typeof body.code === 'string' && 'detail' in body && typeof body.detail === 'string'
  );
}

const isTile = (body: unknown): body is Tile => typeof body === 'object' && body !== null && 'id' in body;

/**
 * Sends a credential, or a change of one, to be proven and kept. Secrets travel in the body of this one request and
 * are held nowhere else. Never throws.
 */
export async function saveCredential(call: StepCall, watch: StepWatch): Promise<SaveOutcome> {
  const answer = await callForSteps(call, watch);
  if (answer.kind !== 'answer') return answer;
  const { status, body, retryAfter } = answer;
  if ((status === 200 || status === 201) && isTile(body)) return { kind: 'saved', tile: body };
  if (isProblem(body)) return { kind: 'problem', problem: body, retryAfter };
  return { kind: 'lost' };
}
