import { expect, test, vi } from 'vitest';
import { completeEnvironment } from './env.ts';
import { log, logAlways, redact } from './log.ts';

const token = `EAA${'b3Xz'.repeat(12)}`;

test.each([
  ['a token in a sentence', `Graph said ${token} is bad`, 'Graph said [secret] is bad'],
  ['an app token', `caller 123456789|${'a'.repeat(27)} refused`, 'caller [secret] refused'],
  ['a query parameter', 'GET /x?access_token=abc&limit=1', 'GET /x?access_token=[secret]&limit=1'],
  ['a proof', 'appsecret_proof=00ff', 'appsecret_proof=[secret]'],
  ['a bearer header', 'authorization: Bearer abc.def', 'authorization: Bearer [secret]'],
  ['an API key', `key fk_${'k'.repeat(43)}`, 'key [secret]'],
  ['a database password', 'postgresql://app:hunter2@db/x', 'postgresql://app:[secret]@db/x'],
])('%s is blanked', (_name, text, expected) => {
  expect(redact(text)).toBe(expected);
});

test('ordinary text passes unchanged', () => {
  const text = '{"msg":"GET /api/credentials","status":200,"ms":3}';
  expect(redact(text)).toBe(text);
});

test.each(['1', 'postgres://', 'EAA', 'fk_', 'Bearer '])('rows of %j take no time', (part) => {
  const started = performance.now();
  redact(part.repeat(Math.ceil(15_000 / part.length)));
  expect(performance.now() - started).toBeLessThan(200);
});

test('what the log is kept for is told where a command asks for warnings only', () => {
  completeEnvironment({ DATABASE_URL: 'postgres://localhost/x', LOG_LEVEL: 'warn' });
  const written: string[] = [];
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((line) => written.push(String(line)) > 0);
  log().info('ready');
  logAlways({ anchor: { seq: 1 } }, 'anchored');
  spy.mockRestore();
  expect(written.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({ anchor: { seq: 1 }, msg: 'anchored' }),
  ]);
});
