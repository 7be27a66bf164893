/** Saving from the overlay: what is sent, and what the answers mean. */
import type { CredentialInput } from '../../lib/credential/schema.ts';
import type { Tile } from '../../lib/credential/tile.ts';
import type { ProblemBody } from '../../lib/errors.ts';
import type { InspectionReport } from '../../lib/graph/report.ts';
import { callForSteps, type StepWatch } from './step-stream.ts';

/** A problem of POST /api/credentials, with the members that belong to its codes. */
export interface SaveProblem extends ProblemBody {
  report?: InspectionReport;
  suggestion?: string;
  existingName?: string;
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
 * Sends a credential to be proven and kept. The secrets travel in the body of this one request and are held
 * nowhere else. Never throws.
 */
export async function saveCredential(
  input: CredentialInput,
  watch: StepWatch,
  url = '/api/credentials',
): Promise<SaveOutcome> {
  const answer = await callForSteps({ method: 'POST', url, body: input }, watch);
  if (answer.kind !== 'answer') return answer;
  const { status, body, retryAfter } = answer;
  if (status === 201 && isTile(body)) return { kind: 'saved', tile: body };
  if (isProblem(body)) return { kind: 'problem', problem: body, retryAfter };
  return { kind: 'lost' };
}
