/** Why a call did not end well: in the log for operators, never in what the caller gets. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { completeEnvironment } from '../env.ts';
import { createLookup } from './admit/lookup.ts';
import { createUpstream } from './exchange/upstream.ts';
import { startTestGateway, type TestGateway, token } from './gateway-testing.ts';

completeEnvironment({ LOG_LEVEL: 'warn' });

let gateway: TestGateway;
let lines: string[] = [];
beforeEach(() => {
  lines = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    lines.push(String(line));
    return true;
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await gateway.close();
});

/** What a call is answered, and what the log says of it. */
async function failed(path = '/me') {
  const answer = await gateway.call(path);
  const text = await answer.text();
  await expect.poll(() => lines.length).toBeGreaterThan(0);
  const logged = lines.map((line) => JSON.parse(line));
  const { requestId } = JSON.parse(text) as { requestId: string };
  return { text, logged, requestId };
}

test('a Graph that is not there', async () => {
  const upstream = createUpstream(new URL('http://127.0.0.1:1'));
  gateway = await startTestGateway({ http: () => undefined }, { upstream });
  const { text, logged, requestId } = await failed();
  expect(logged).toMatchObject([
    {
      msg: 'a use failed',
      requestId,
      code: 'graph_unreachable',
      err: { type: 'Error', code: 'ECONNREFUSED', message: expect.stringContaining('127.0.0.1:1') },
    },
  ]);
  expect(text).not.toContain('ECONNREFUSED');
  upstream.close();
});

test('an answer that is no HTTP, whose bytes stay out of the log', async () => {
  gateway = await startTestGateway({
    raw: (socket) => void socket.once('data', () => socket.end(`SECRET ${token} SECRET`)),
  });
  const { logged } = await failed();
  expect(logged).toMatchObject([{ code: 'graph_nonsense', err: { code: expect.stringMatching(/^HPE_/) } }]);
  expect(lines.join()).not.toContain('SECRET');
});

test('an answer that can’t be searched', async () => {
  gateway = await startTestGateway({
    http: (_request, response) => response.writeHead(206).end(`half of ${token}`),
  });
  expect((await failed()).logged).toMatchObject([{ err: { message: 'The answer is a piece of one.' } }]);
});

test('a database that is away, with the error behind the error', async () => {
  const why = new Error('no pool', { cause: new Error('connect ECONNREFUSED') });
  const lookup = createLookup(
    () => Promise.reject(why),
    () => true,
  );
  gateway = await startTestGateway({ http: () => undefined }, { lookup });
  const { text, logged } = await failed();
  expect(logged).toMatchObject([
    { code: 'database_unavailable', err: { message: 'no pool', cause: { message: 'connect ECONNREFUSED' } } },
  ]);
  expect(text).not.toContain('pool');
});
