'use client';
/** What is wrong with a field of the form about a data resource. */
import type { FieldError } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { descriptionMaxLength } from '../../../lib/credential/schema.ts';
import { nameMaxLength } from '../../../lib/name/schema.ts';
import { fieldWords } from '../../http/failure-words.ts';

const bounds = { longest: nameMaxLength, longestDescription: descriptionMaxLength };

/** @returns what words the error of a field: by its reason, but for a refusal of the server, which is in words already */
export function useFieldError() {
  const tProblem = useTranslations('problem');
  return (field: 'name' | 'description' | 'endpoint', error: FieldError | undefined): string | undefined => {
    if (!error) return undefined;
    if (error.type === refusedByServer) return error.message;
    return fieldWords(tProblem, 'resource', { field, code: error.type }, bounds);
  };
}

/** The type of an error that the server found, with its sentence as the message. */
export const refusedByServer = 'refused';
