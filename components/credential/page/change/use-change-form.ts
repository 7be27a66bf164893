'use client';
/** A form that changes the credential: made on the version that was seen, and asked again where somebody was quicker. */
import type { Resolver } from 'react-hook-form';
import type { Tile } from '../../../../lib/credential/look/tile.ts';
import type { CredentialInput } from '../../../../lib/credential/schema.ts';
import type { FieldName, FormValues } from '../../field/form-values.ts';
import type { StepCall } from '../../proof/step-stream.ts';
import { useProvenForm } from '../../proof/use-proven-form.ts';
import { useCredential } from '../credential-context.tsx';

interface ChangeFormOptions {
  start: FormValues;
  /** The fields that the form has. */
  fields: readonly FieldName[];
  resolver: Resolver<FormValues, unknown, CredentialInput>;
  /** The call that a form's good values make, on a version. */
  callOf: (input: CredentialInput, version: number) => StepCall;
  onSaved: (tile: Tile) => void;
}

export function useChangeForm({ start, fields, resolver, callOf, onSaved }: ChangeFormOptions) {
  const { latest, apply } = useCredential();
  const proven = useProvenForm({
    start,
    fields,
    resolver,
    onSaved: (tile) => {
      apply(tile);
      onSaved(tile);
    },
  });
  /** `as`: another call for the same values, such as one with a confirmation. */
  const submit = (as: ChangeFormOptions['callOf'] = callOf) =>
    proven.submit((input) => as(input, latest().version));

  /** Sees what somebody else put there, and sends this on top of it when that is wanted all the same. */
  const settle = (useMine: boolean) => {
    if (!proven.failure?.conflict) return;
    apply(proven.failure.conflict.current);
    proven.forget();
    if (useMine) void submit();
  };
  return { proven, submit, settle };
}

export type ChangeForm = ReturnType<typeof useChangeForm>;
