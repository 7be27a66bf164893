/** What to tell of a call that did not succeed, and of fields that are not right: by their codes, in any language. */
import type { FieldError, ProblemBody } from '../../lib/errors.ts';
import type { Words } from '../../lib/words/words.ts';
import { wordsByCode } from '../words/by-code.ts';
import type { CallAnswer } from './call.ts';

type Values = Record<string, string | number>;

/** From this on, a time to wait is told in minutes, in seconds. */
const longWait = 90;

function waitOf(retryAfter: number | null): { seconds: number; minutes: number } {
  const seconds = retryAfter ?? longWait;
  return { seconds, minutes: seconds < longWait ? 0 : Math.ceil(seconds / 60) };
}

/** The sentence of a problem. `retryAfter` is in seconds. */
export function problemWords(
  t: Words<'problem'>,
  { code, requestId = '' }: Pick<ProblemBody, 'code' | 'requestId'>,
  retryAfter: number | null,
): string {
  const values = { ...waitOf(retryAfter), requestId };
  return wordsByCode(t, `codes.${code}`, values) ?? t('unknown', { code });
}

/** The sentence of a call's failure. */
export function failureWords(t: Words<'problem'>, answer: Exclude<CallAnswer, { kind: 'done' }>): string {
  return answer.kind === 'lost' ? t('lost') : problemWords(t, answer.problem, answer.retryAfter);
}

/**
 * The sentence of a field that is not right: as the form says it, or as any form does.
 * @param form the name that the form has among the messages
 * @param values what such sentences name: bounds, and what was entered
 */
export function fieldWords(
  t: Words<'problem'>,
  form: string,
  { field, code }: Pick<FieldError, 'field' | 'code'>,
  values: Values = {},
): string {
  const path = `${field}.${code}`;
  return (
    wordsByCode(t, `forms.${form}.${path}`, values) ??
    wordsByCode(t, `fields.${path}`, values) ??
    t('badField', { code })
  );
}
