'use client';
/** The life of a save: at most one at a time, watched step by step, stopped on demand. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Tile } from '../../../lib/credential/look/tile.ts';
import type { InspectionStep } from '../../../lib/graph/inspection/report.ts';
import { saveCredential } from './save-credential.ts';
import type { SaveFailure } from './save-failure.ts';
import type { StepCall } from './step-stream.ts';
import { useDescribeFailure } from './use-describe-failure.ts';

export type SavePhase =
  | { kind: 'editing'; failure: SaveFailure | null; stopped: boolean }
  | { kind: 'checking'; steps: InspectionStep[]; slow: boolean }
  | { kind: 'saved'; tile: Tile };

/** After so many milliseconds people are told that it takes longer than usual. */
const slowAfter = 10_000;

const start: SavePhase = { kind: 'editing', failure: null, stopped: false };

export function useSave(watch: { onSaved: (tile: Tile) => void; onFailed: (failure: SaveFailure) => void }) {
  const describeFailure = useDescribeFailure();
  const [phase, setPhase] = useState<SavePhase>(start);
  const running = useRef<AbortController | null>(null);

  // Leaving the page leaves no inspection behind.
  useEffect(() => () => running.current?.abort(), []);

  const save = async (call: StepCall): Promise<void> => {
    if (running.current) return;
    const stop = new AbortController();
    running.current = stop;
    setPhase({ kind: 'checking', steps: [], slow: false });
    const whileChecking = (change: (checking: SavePhase & { kind: 'checking' }) => SavePhase) =>
      setPhase((current) => (current.kind === 'checking' ? change(current) : current));
    const timer = setTimeout(() => whileChecking((checking) => ({ ...checking, slow: true })), slowAfter);
    const outcome = await saveCredential(call, {
      signal: stop.signal,
      onStep: (step) => whileChecking((checking) => ({ ...checking, steps: [...checking.steps, step] })),
    });
    clearTimeout(timer);
    if (outcome.kind === 'saved') {
      // The guard stays on: a saved form is never saved again.
      setPhase({ kind: 'saved', tile: outcome.tile });
      watch.onSaved(outcome.tile);
      return;
    }
    running.current = null;
    const failure = describeFailure(outcome);
    setPhase({ kind: 'editing', failure, stopped: outcome.kind === 'cancelled' });
    if (failure) watch.onFailed(failure);
  };

  const stop = useCallback(() => running.current?.abort(), []);
  const forget = useCallback(() => setPhase((current) => (current.kind === 'editing' ? start : current)), []);
  return { phase, save, stop, forget };
}
