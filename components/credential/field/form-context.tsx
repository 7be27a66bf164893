'use client';
/** What every field of the overlay needs to know of the form around it. */
import { createContext, useContext } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { CredentialInput } from '../../../lib/credential/schema.ts';
import type { FieldName, FormValues } from './form-values.ts';
import type { PasteHandling } from './use-paste-handling.ts';

export interface CredentialFormContext {
  form: UseFormReturn<FormValues, unknown, CredentialInput>;
  pasting: PasteHandling;
  /** Prefix of element ids. */
  id: string;
  /** True while the form is being checked: secrets are hidden then. */
  busy: boolean;
  /** Lights a section of the guide and takes the person there; null where no guide stands beside the form. */
  help: ((section: string) => void) | null;
}

const FormContext = createContext<CredentialFormContext | null>(null);
export const CredentialFormProvider = FormContext.Provider;

export function useCredentialForm(): CredentialFormContext {
  const context = useContext(FormContext);
  if (!context) throw new Error('This field stands outside the form.');
  return context;
}

export function fieldId(context: Pick<CredentialFormContext, 'id'>, name: FieldName): string {
  return `${context.id}-${name}`;
}
