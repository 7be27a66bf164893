'use client';
/** The call of a destination in two presses: its request is shown, then this very request is sent. */
import { useState } from 'react';
import type { RequestView } from '../../../lib/resource/sample/sample-view.ts';
import type { ParameterValues } from '../../../lib/resource/schema.ts';
import { type SampleFailure, type SampleTarget, useSample } from './use-sample.ts';

/** The request that was looked at, and the record that it is for: this very call is sent, and no other. */
interface Shown {
  given: ParameterValues;
  request: RequestView;
  warnings: string[];
}

interface DestinationCallOptions {
  target: SampleTarget;
  onUsed: (() => void) | undefined;
  /** What is filled in now. */
  given: ParameterValues;
  /** Called with what is wrong with the record. */
  onErrors: (errors: SampleFailure['errors']) => void;
}

/** `sent`: whether a call has just been made, and nobody was told of it yet. */
export function useDestinationCall({ target, onUsed, given, onErrors }: DestinationCallOptions) {
  const { state, run, stop } = useSample(target, onUsed);
  const [shown, setShown] = useState<Shown | null>(null);
  const [sending, setSending] = useState(false);
  const [sent, setSent] = useState(false);
  // A change of the record asks for another look.
  const fits = shown !== null && JSON.stringify(shown.given) === JSON.stringify(given);

  const show = async (wanted: ParameterValues) => {
    if (sending) return;
    setShown(null);
    const next = await run({ payload: wanted });
    if (next.kind === 'done') {
      const { request, warnings } = next.sample;
      setShown({ given: wanted, request, warnings });
    }
    if (next.kind === 'failed') onErrors(next.failure.errors);
  };
  const send = async () => {
    if (sending || !shown) return;
    setSending(true);
    await run({ payload: shown.given, send: true });
    setSending(false);
    setSent(true);
  };
  return {
    preparing: state.kind === 'running' && !sending,
    sending,
    sent,
    /** The request that would be sent now; null where none was looked at. */
    request: fits ? shown.request : null,
    /** What is to be known of it before it is sent. */
    warnings: fits ? shown.warnings : [],
    failure: state.kind === 'failed' ? state.failure : null,
    answer: state.kind === 'done' ? state.sample.answer : null,
    isOnlyShown: state.kind === 'done' && !state.sample.answer,
    show,
    send,
    stop,
    markTold: () => setSent(false),
  };
}
