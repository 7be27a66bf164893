'use client';
/** The life of a form that is proven at Meta: told step by step, the focus led, nothing typed lost. */
import { useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { type Resolver, type UseFormReturn, useForm } from 'react-hook-form';
import type { Tile } from '../../../lib/credential/look/tile.ts';
import { looksLikeToken } from '../../../lib/credential/paste/paste.ts';
import type { CredentialInput } from '../../../lib/credential/schema.ts';
import { type FieldName, type FormValues, fieldNames } from '../field/form-values.ts';
import { usePasteHandling } from '../field/use-paste-handling.ts';
import type { StepCall } from './step-stream.ts';
import { type SavePhase, useSave } from './use-save.ts';

interface ProvenFormOptions {
  /** What the form holds untouched, and again once it is saved. */
  start: FormValues;
  resolver: Resolver<FormValues, unknown, CredentialInput>;
  /** The fields that the form has; left out: all. */
  fields?: readonly FieldName[];
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

/** A text without a token's shape may be a secret of something else: it is sent to Meta only when that is meant. */
function useUnusualToken() {
  const meant = useRef<string | null>(null);
  const [asked, setAsked] = useState<{ token: string; goOn: () => void } | null>(null);
  /** Goes on at once, or once the person says so. */
  const guard = (token: string | undefined, goOn: () => void) => {
    if (!token || looksLikeToken(token) || meant.current === token) goOn();
    else setAsked({ token, goOn });
  };
  const answer = (yes: boolean) => {
    setAsked(null);
    if (!yes || !asked) return;
    meant.current = asked.token;
    asked.goOn();
  };
  return { guard, unusual: { asked: asked !== null, answer } };
}

export function useProvenForm({ start, resolver, fields = fieldNames, onSaved }: ProvenFormOptions) {
  const id = useId();
  const bannerId = `${id}-banner`;
  const form = useForm<FormValues, unknown, CredentialInput>({
    defaultValues: start,
    resolver,
    mode: 'onTouched',
    shouldFocusError: false,
  });
  const { isDirty } = form.formState;
  const pasting = usePasteHandling(form, fields);
  const { guard, unusual } = useUnusualToken();
  const clear = () => form.reset(start);
  const { phase, save, stop, forget } = useSave({
    onSaved: (tile) => {
      // The secrets have done their work here.
      clear();
      onSaved(tile);
    },
    onFailed: ({ fields }) => {
      for (const { field, code, message } of fields)
        form.setError(field, { type: code, ...(message ? { message } : {}) });
    },
  });
  const focusFirstWrong = () => focusFirstWrongOf(form, bannerId);
  const buttons = useLedFocus(phase, focusFirstWrong);
  useWarningOnLeaving(isDirty);

  /** Sends the call that good values make; wrong ones take the focus. */
  const submit = (callOf: (input: CredentialInput) => StepCall) =>
    form.handleSubmit((input) => guard(input.accessToken, () => void save(callOf(input))), focusFirstWrong)();

  const failure = phase.kind === 'editing' ? phase.failure : null;
  const busy = phase.kind !== 'editing';
  return {
    ...{ id, bannerId, form, isDirty, pasting, unusual, phase, failure, busy },
    ...{ submit, stop, forget, clear },
    ...buttons,
  };
}

export type ProvenForm = ReturnType<typeof useProvenForm>;
