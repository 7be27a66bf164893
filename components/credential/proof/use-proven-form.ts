'use client';
/** The life of a form that is proven at Meta: told step by step, the focus led, nothing typed lost. */
import { useEffect, useEffectEvent, useId, useRef } from 'react';
import { type Resolver, type UseFormReturn, useForm } from 'react-hook-form';
import type { Tile } from '../../../lib/credential/look/tile.ts';
import type { CredentialInput } from '../../../lib/credential/schema.ts';
import { type FormValues, fieldNames } from '../field/form-values.ts';
import { usePasteCare } from '../field/use-paste-care.ts';
import type { StepCall } from './step-stream.ts';
import { type SavePhase, useSave } from './use-save.ts';

interface ProvenFormOptions {
  /** What the form holds untouched, and again once it is saved. */
  start: FormValues;
  resolver: Resolver<FormValues, unknown, CredentialInput>;
  onSaved: (tile: Tile) => void;
}

/** The browser asks before the page is left with something unsaved. */
function useWarningOnLeaving(isDirty: boolean): void {
  useEffect(() => {
    if (!isDirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isDirty]);
}

/** The buttons of the foot, and the focus: it follows the save from one to the other, or to what is wrong. */
function useLedFocus(phase: SavePhase, focusFirstWrong: () => void) {
  const saveButton = useRef<HTMLButtonElement>(null);
  const checkingButton = useRef<HTMLButtonElement>(null);
  const lead = useEffectEvent((kind: SavePhase['kind']) => {
    if (kind === 'checking') checkingButton.current?.focus();
    else if (phase.kind === 'editing' && phase.failure) focusFirstWrong();
    else if (phase.kind === 'editing' && phase.stopped) saveButton.current?.focus();
  });
  useEffect(() => lead(phase.kind), [phase.kind]);
  return { saveButton, checkingButton };
}

function focusFirstWrongOf(
  form: UseFormReturn<FormValues, unknown, CredentialInput>,
  bannerId: string,
): void {
  // After a folded group of fields has had the time to open.
  setTimeout(() => {
    const wrong = fieldNames.find((name) => form.getFieldState(name).invalid);
    if (wrong) form.setFocus(wrong);
    else document.getElementById(bannerId)?.focus();
  });
}

export function useProvenForm({ start, resolver, onSaved }: ProvenFormOptions) {
  const id = useId();
  const bannerId = `${id}-banner`;
  const form = useForm<FormValues, unknown, CredentialInput>({
    defaultValues: start,
    resolver,
    mode: 'onTouched',
    shouldFocusError: false,
  });
  const { isDirty } = form.formState;
  const care = usePasteCare(form);
  const clear = () => form.reset(start);
  const { phase, save, stop, forget } = useSave({
    onSaved: (tile) => {
      // The secrets have done their work here.
      clear();
      onSaved(tile);
    },
    onFailed: ({ fields }) => {
      for (const { field, message } of fields) form.setError(field, { type: 'server', message });
    },
  });
  const focusFirstWrong = () => focusFirstWrongOf(form, bannerId);
  const buttons = useLedFocus(phase, focusFirstWrong);
  useWarningOnLeaving(isDirty);

  /** Sends the call that good values make; wrong ones take the focus. */
  const submit = (callOf: (input: CredentialInput) => StepCall) =>
    form.handleSubmit((input) => save(callOf(input)), focusFirstWrong)();

  const failure = phase.kind === 'editing' ? phase.failure : null;
  const busy = phase.kind !== 'editing';
  return { id, bannerId, form, isDirty, care, phase, failure, busy, submit, stop, forget, clear, ...buttons };
}

export type ProvenForm = ReturnType<typeof useProvenForm>;
