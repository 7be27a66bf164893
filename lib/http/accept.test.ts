import { expect, test } from 'vitest';
import { wantsStepLines } from './accept.ts';

test.each([
  'application/x-ndjson',
  'Application/X-NDJSON',
  'application/x-ndjson;q=1',
  'application/x-ndjson; q=0.5',
  'application/x-ndjson, application/json',
  'application/json, application/x-ndjson',
  'application/json;q=0.9, application/x-ndjson',
  'text/html, application/x-ndjson;v=1;q=0.001, */*;q=0.8',
])('lines are wanted: %s', (accept) => {
  expect(wantsStepLines(accept)).toBe(true);
});

test.each([
  null,
  '',
  '*/*',
  'application/*',
  'application/json',
  'application/x-ndjson;q=0',
  'application/x-ndjson; q=0.000',
  'application/x-ndjson ; Q=0',
  'application/x-ndjson;q=none',
  'application/json, application/x-ndjson;q=0.5',
  'application/x-ndjsonx',
  'text/plain;note=application/x-ndjson',
])('lines are not wanted: %s', (accept) => {
  expect(wantsStepLines(accept)).toBe(false);
});
