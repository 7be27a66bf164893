import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { completeEnvironment } from '../env.ts';
import { requestScope } from '../request-scope.ts';
import { leadConsole } from './console-log.ts';

const token = `EAA${'b3Xz'.repeat(12)}`;
let giveBack: () => void;
let written: string[];

beforeEach(() => {
  completeEnvironment({ LOG_LEVEL: 'debug' });
  written = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  giveBack = leadConsole();
});

afterEach(() => {
  giveBack();
  vi.restoreAllMocks();
});

test('an error that a library prints is a line of the log, under its request, without the token in it', async () => {
  await requestScope.run({ requestId: '0199d1a2', language: 'en', databaseAway: false }, async () => {
    await Promise.resolve();
    console.error('\u001b[31m⨯\u001b[39m', new Error(`no page for ${token}`, { cause: `Bearer ${token}` }));
  });
  giveBack();
  expect(written).toHaveLength(1);
  const line = JSON.parse(written[0] ?? '');
  expect(line).toMatchObject({ level: 50, requestId: '0199d1a2', printed: true });
  expect(line.msg).toContain('⨯ Error: no page for [secret]');
  expect(written[0]).not.toContain(token);
});

test.each([
  ['warn', 40],
  ['info', 30],
  ['log', 30],
  ['debug', 20],
] as const)('console.%s has level %i', (method, level) => {
  console[method]('an %s', 'event');
  giveBack();
  expect(JSON.parse(written[0] ?? '')).toMatchObject({ level, msg: 'an event' });
});
