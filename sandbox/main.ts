/** `node sandbox/main.ts --port 4000`: runs the sandbox until it is stopped. */
import { parseArgs } from 'node:util';
import { startSandbox } from './server.ts';

const { values } = parseArgs({
  options: { port: { type: 'string', default: '0' }, host: { type: 'string' } },
});
const sandbox = await startSandbox({
  port: Number(values.port),
  ...(values.host ? { host: values.host } : {}),
});
console.log(`The sandbox answers at ${sandbox.url}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    sandbox.close().then(() => process.exit(0));
  });
}
