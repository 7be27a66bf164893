import { expect, test } from 'vitest';
import { template } from '../../../lib/connector/endpoint-testing.ts';
import { words } from '../../../lib/words/words.ts';
import { errorsElsewhere } from './record-errors.ts';

const t = words('sample');
const sendFlow = template('send-flow');
const error = { field: 'payload.flowName', message: 'Give the flow or its name, not both.' };

test('an error that has its field is told there', () => {
  expect(errorsElsewhere(t, sendFlow, ['flowName'], [error])).toBe('');
  const nested = { field: 'payload.categories.0', message: 'Choose among these.' };
  expect(errorsElsewhere(t, template('create-flow'), ['categories'], [nested])).toBe('');
});

test('an error of what is set for all records is told with its name, and where to change it', () => {
  expect(errorsElsewhere(t, sendFlow, ['to'], [error])).toBe(
    'Flow name: Give the flow or its name, not both. It is set for all records; change it there.',
  );
});

test('an error of no parameter is told as it is', () => {
  expect(errorsElsewhere(t, sendFlow, [], [{ field: 'endpoint', message: 'Choose one.' }])).toBe(
    'Choose one.',
  );
});
