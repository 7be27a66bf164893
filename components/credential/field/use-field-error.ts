'use client';
/** What is said under a field of the form that is not right. */
import { useTranslations } from 'use-intl';
import { credentialBounds } from '../../../lib/credential/schema.ts';
import { fieldWords } from '../../http/failure-words.ts';
import { useCredentialForm } from './form-context.tsx';
import type { FieldName } from './form-values.ts';

/** The sentence of the field's error: its own, where a refusal of Meta's brought one, or that of its code. */
export function useFieldError(field: FieldName): string | undefined {
  const t = useTranslations('problem');
  const { form } = useCredentialForm();
  const error = form.formState.errors[field];
  if (!error) return undefined;
  return error.message || fieldWords(t, 'credential', { field, code: String(error.type) }, credentialBounds);
}
