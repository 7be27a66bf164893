import { expect, test } from 'vitest';
import { template } from '../../../lib/connector/endpoint-testing.ts';
import { errorsElsewhere } from './record-errors.ts';

const sendFlow = template('send-flow');
const error = { field: 'payload.flowName', message: 'Give the flow or its name, not both.' };

test('an error that has its field is told there', () => {
  expect(errorsElsewhere(sendFlow, ['flowName'], [error])).toBe('');
  const nested = { field: 'payload.categories.0', message: 'Choose among these.' };
  expect(errorsElsewhere(template('create-flow'), ['categories'], [nested])).toBe('');
});

test('an error of what is set for all records is told with its name, and where to change it', () => {
  expect(errorsElsewhere(sendFlow, ['to'], [error])).toBe(
    'Flow name: Give the flow or its name, not both. It is set for all records; change it there.',
  );
});

test('an error of no parameter is told as it is', () => {
  expect(errorsElsewhere(sendFlow, [], [{ field: 'endpoint', message: 'Choose one.' }])).toBe('Choose one.');
});
