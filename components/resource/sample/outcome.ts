/** What became of a call that Meta answered with success: it may have done less than was asked. Pure. */

import type { Words } from '../../../lib/words/words.ts';

export interface Outcome {
  complete: boolean;
  title: string;
  /** What to do about it, and what Meta found, one line for each thing. */
  way: string;
  findings: string[];
}

type Thing = Record<string, unknown>;
const isThing = (value: unknown): value is Thing => typeof value === 'object' && value !== null;
const thingsOf = (value: unknown): Thing[] => (Array.isArray(value) ? value.filter(isThing) : []);

function placed(
  t: Words<'sample'>,
  { message, error, line_start: line, column_start: column }: Thing,
): string {
  const words = String(message ?? error ?? t('outcome.wordless'));
  if (typeof line !== 'number') return words;
  return t('outcome.place', { line, column: Number(column ?? 1), message: words });
}

/** @param body what Meta answered */
export function outcomeOf(t: Words<'sample'>, body: Thing): Outcome {
  const invalid = thingsOf(body.validation_errors);
  if (invalid.length > 0) {
    return {
      complete: false,
      title: t('outcome.invalid', { count: invalid.length }),
      way: t('outcome.invalidWay'),
      findings: invalid.map((thing) => placed(t, thing)),
    };
  }
  const failed = thingsOf(body.failed_flows);
  if (failed.length > 0) {
    const migrated = thingsOf(body.migrated_flows).length;
    return {
      complete: false,
      title: t('outcome.partly', { migrated, count: migrated + failed.length }),
      way: t('outcome.partlyWay'),
      findings: failed.map((flow) => `${flow.source_name}: ${flow.error_message ?? flow.error_code}`),
    };
  }
  if (body.success === false) {
    const way = t('outcome.notDoneWay');
    return { complete: false, title: t('outcome.notDone'), way, findings: [] };
  }
  return { complete: true, title: t('outcome.done'), way: '', findings: [] };
}
