/** What became of a call that Meta answered with success: it may have done less than was asked. Pure. */

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
const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

function placed({ message, error, line_start: line, column_start: column }: Thing): string {
  const words = String(message ?? error ?? 'An error without words');
  return typeof line === 'number' ? `Line ${line}, column ${column ?? 1}: ${words}` : words;
}

/** @param body what Meta answered */
export function outcomeOf(body: Thing): Outcome {
  const invalid = thingsOf(body.validation_errors);
  if (invalid.length > 0) {
    return {
      complete: false,
      title: `Meta took it, and found ${counted(invalid.length, 'error')} in the Flow JSON`,
      way: 'The flow is a draft, and can’t be published before the JSON is put right.',
      findings: invalid.map(placed),
    };
  }
  const failed = thingsOf(body.failed_flows);
  if (failed.length > 0) {
    const migrated = thingsOf(body.migrated_flows).length;
    return {
      complete: false,
      title: `Meta migrated ${migrated} of ${counted(migrated + failed.length, 'flow')}`,
      way: 'These stayed where they are:',
      findings: failed.map((flow) => `${flow.source_name}: ${flow.error_message ?? flow.error_code}`),
    };
  }
  if (body.success === false) {
    const way = 'It gives no reason. Fetch what it is about with a source, to see how it stands.';
    return { complete: false, title: 'Meta answered, but did not do it', way, findings: [] };
  }
  return { complete: true, title: 'Meta took it', way: '', findings: [] };
}
