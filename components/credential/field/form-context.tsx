'use client';
/** What every field of the overlay needs to know of the form around it. */
import { createContext, useContext } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { CredentialInput } from '../../../lib/credential/schema.ts';
import type { FieldName, FormValues } from './form-values.ts';
import type { PasteCare } from './use-paste-care.ts';

export interface FormWorld {
  form: UseFormReturn<FormValues, unknown, CredentialInput>;
  care: PasteCare;
  /** Prefix of element ids. */
  id: string;
  /** True while the form is being checked: secrets are hidden then. */
  busy: boolean;
  /** Lights a section of the guide and takes the person there; null where no guide stands beside the form. */
  help: ((section: string) => void) | null;
}

const FormContext = createContext<FormWorld | null>(null);
export const FormWorldProvider = FormContext.Provider;

export function useFormWorld(): FormWorld {
  const world = useContext(FormContext);
  if (!world) throw new Error('This field stands outside the form.');
  return world;
}

export function fieldId(world: Pick<FormWorld, 'id'>, name: FieldName): string {
  return `${world.id}-${name}`;
}
