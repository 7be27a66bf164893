/** A row of the table of Graph's errors: which errors it is about, and what they mean. */
import type { RefusalCode, ReportField, UndecidedCode } from './error-codes.ts';

/** A code, or the first and last of a range. */
export type CodeRange = number | readonly [number, number];

interface Matching {
  codes: readonly CodeRange[];
  subcodes?: readonly number[];
  /** Tested against Graph's cleaned message. */
  message?: RegExp;
}

export interface RefusalRow extends Matching {
  code: RefusalCode;
  field: ReportField | null;
  /** The cause, who can fix it, and how. */
  sentence: string;
}

export interface UndecidedRow extends Matching {
  code: UndecidedCode;
}

export type ErrorRow = RefusalRow | UndecidedRow;
