'use client';
/** The life of a form that changes the credential: proven at Meta, told step by step, nothing typed is lost. */
import { useEffect, useId, useRef } from 'react';
import { type Resolver, useForm } from 'react-hook-form';
import type { Tile } from '../../../../lib/credential/look/tile.ts';
import type { CredentialInput } from '../../../../lib/credential/schema.ts';
import { type FormValues, fieldNames } from '../../field/form-values.ts';
import { usePasteCare } from '../../field/use-paste-care.ts';
import type { StepCall } from '../../proof/step-stream.ts';
import { useSave } from '../../proof/use-save.ts';
import { useCredential } from '../credential-context.tsx';

interface ChangeFormOptions {
  start: FormValues;
  resolver: Resolver<FormValues, unknown, CredentialInput>;
  /** The call that a form's good values make, on a version. */
  callOf: (input: CredentialInput, version: number) => StepCall;
  onSaved: (tile: Tile) => void;
}

export function useChangeForm({ start, resolver, callOf, onSaved }: ChangeFormOptions) {
  const id = useId();
  const { latest, apply } = useCredential();
  const form = useForm<FormValues, unknown, CredentialInput>({
    defaultValues: start,
    resolver,
    mode: 'onTouched',
    shouldFocusError: false,
  });
  const { isDirty } = form.formState;
  const care = usePasteCare(form);
  const saveButton = useRef<HTMLButtonElement>(null);
  const checkingButton = useRef<HTMLButtonElement>(null);
  const { phase, save, stop, forget } = useSave({
    onSaved: (tile) => {
      // The secrets have done their work here.
      form.reset(start);
      apply(tile);
      onSaved(tile);
    },
    onFailed: ({ fields }) => {
      for (const { field, message } of fields) form.setError(field, { type: 'server', message });
    },
  });

  const focusFirstWrong = () => {
    setTimeout(() => {
      const wrong = fieldNames.find((name) => form.getFieldState(name).invalid);
      if (wrong) form.setFocus(wrong);
      else document.getElementById(`${id}-banner`)?.focus();
    });
  };
  /** `as`: another call for the same values, such as one with a confirmation. */
  const submit = (as: ChangeFormOptions['callOf'] = callOf) =>
    form.handleSubmit((input) => save(as(input, latest().version)), focusFirstWrong)();

  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus follows the phase and nothing else
  useEffect(() => {
    if (phase.kind === 'checking') checkingButton.current?.focus();
    else if (phase.kind === 'editing' && phase.failure) focusFirstWrong();
    else if (phase.kind === 'editing' && phase.stopped) saveButton.current?.focus();
  }, [phase.kind]);

  useEffect(() => {
    if (!isDirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isDirty]);

  const failure = phase.kind === 'editing' ? phase.failure : null;
  /** Sees what somebody else put there, and sends this on top of it when that is wanted all the same. */
  const settle = (useMine: boolean) => {
    if (!failure?.conflict) return;
    apply(failure.conflict.current);
    forget();
    if (useMine) void submit();
  };
  const busy = phase.kind !== 'editing';
  return { id, form, care, phase, failure, busy, submit, stop, forget, settle, saveButton, checkingButton };
}

export type ChangeForm = ReturnType<typeof useChangeForm>;
