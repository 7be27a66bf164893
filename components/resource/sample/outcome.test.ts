import { describe, expect, test } from 'vitest';
import { words } from '../../../lib/words/words.ts';
import { outcomeOf } from './outcome.ts';

const t = words('sample');

describe('what became of a call that Meta answered with success', () => {
  test.each([{ success: true }, { id: '1', success: true, validation_errors: [] }, { messages: [] }, {}])(
    '%j is done',
    (body) => {
      expect(outcomeOf(t, body)).toMatchObject({ complete: true, title: 'Meta took it' });
    },
  );

  test('errors in the Flow JSON are told with their places', () => {
    const validation_errors = [
      {
        error: 'MISSING',
        message: 'Required property ‘screens’ is missing.',
        line_start: 1,
        column_start: 2,
      },
      { error: 'OTHER' },
    ];
    expect(outcomeOf(t, { success: true, validation_errors })).toMatchObject({
      complete: false,
      title: 'Meta took it, and found 2 errors in the Flow JSON',
      findings: ['Line 1, column 2: Required property ‘screens’ is missing.', 'OTHER'],
    });
  });

  test('flows that were not migrated are named', () => {
    const failed_flows = [{ source_name: 'B', error_code: '4233041', error_message: 'It exists.' }];
    expect(outcomeOf(t, { migrated_flows: [{ source_name: 'A' }], failed_flows })).toMatchObject({
      complete: false,
      title: 'Meta migrated 1 of 2 flows',
      findings: ['B: It exists.'],
    });
  });

  test('no success is no success', () => {
    expect(outcomeOf(t, { success: false }).complete).toBe(false);
  });
});
