/** Serving Flowkeep from this process. */
import type { Server } from 'node:http';
import nextModule from 'next';
import type { SetupCode } from '../lib/access/people/setup-code.ts';
import { startAnchoring } from '../lib/audit/anchor/checkpoint.ts';
import { environmentWarnings } from '../lib/env.ts';
import { startGateway } from '../lib/gateway/start.ts';
import { leadConsole } from '../lib/http/console-log.ts';
import { createFront } from '../lib/http/front.ts';
import { closeRefusals } from '../lib/http/refusal.ts';
import { startWorker } from '../lib/job/worker.ts';
import { log } from '../lib/log.ts';
import { anchorPlace } from './audit-commands.ts';
import { letFirstPersonIn } from './first-person.ts';
import { operatorSentence, startUp } from './start-up.ts';

/** How long answers under way may take to finish once the server is told to stop, in milliseconds. */
const drainMs = 10_000;
/** After this time the process ends whatever still holds it, in milliseconds: longer than all that it waits for. */
const stopMs = 45_000;
/**
 * The same while it does not serve yet: a start can wait without end, as for another instance's migration. Cutting it
 * off is as safe as a kill -9, since what a start changes it changes in transactions.
 */
const giveUpMs = 5_000;

/** For whoever starts Flowkeep; the console writes to the log. */
const print = (text: string) => process.stdout.write(`${text}\n`);
const complain = (text: string) => process.stderr.write(`${text}\n`);

interface Options {
  dev?: boolean;
  /** Runs when the data is up and before anybody is served. */
  prepare?: () => Promise<void>;
}

// next is CommonJS: under Node its default export is the module, whose `default` is the function.
const next = ('default' in nextModule ? nextModule.default : nextModule) as unknown as typeof nextModule;

async function makeListener(dev: boolean, port: number) {
  const app = next({ dev, dir: process.cwd(), port });
  await app.prepare();
  return { app, handler: app.getRequestHandler() };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}

async function drain(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  // Again and again: a connection whose last answer has just ended would be kept for another request.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  const limit = setTimeout(() => server.closeAllConnections(), drainMs);
  await closed;
  clearInterval(sweep);
  clearTimeout(limit);
}

function endInAnyCase(ms: number): void {
  const end = () => {
    log().fatal('the stop took too long; what was under way is cut off');
    process.exit(1);
  };
  setTimeout(end, ms).unref();
}

interface Life {
  /** Whether the process was told to end. A start looks at it before it serves. */
  told: boolean;
  /** From here on there are answers that a stop waits for. */
  serves: boolean;
  /** The signal that told it. */
  end: Promise<NodeJS.Signals>;
}

function untilTold(): Life {
  const { promise, resolve } = Promise.withResolvers<NodeJS.Signals>();
  const life: Life = { told: false, serves: false, end: promise };
  const tell = (signal: NodeJS.Signals) => {
    // The launcher passes signals on, and a terminal sends them to both: a second one must not kill the drain.
    if (life.told) return;
    life.told = true;
    endInAnyCase(life.serves ? stopMs : giveUpMs);
    resolve(signal);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, tell);
  return life;
}

function explainListening(error: unknown, port: number, host: string): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE') return `Port ${port} is in use. Stop what uses it, or set PORT to another one.`;
  if (code === 'EACCES') return `Port ${port} may not be opened by this user. Set PORT to one above 1023.`;
  if (code === 'EADDRNOTAVAIL') return `HOST ${host} is not an address of this machine.`;
  return null;
}

function announce(appUrl: string, setupCode: SetupCode | null): void {
  print(`\n  Flowkeep is ready: ${appUrl}\n`);
  if (setupCode) {
    print(`  First start: open ${appUrl}/setup and enter the one-time code ${setupCode.code}\n`);
  }
}

async function serve({ dev = false, prepare }: Options): Promise<void> {
  const life = untilTold();
  const { env, stop } = await startUp();
  let setupCode: SetupCode | null = null;
  try {
    if (life.told) return;
    for (const warning of environmentWarnings()) log().warn(warning);
    setupCode = await letFirstPersonIn(env);
    await prepare?.();
    // Live reloading tells its story on the console, to the person in front of it.
    if (!dev) leadConsole();
    const anchoring = await startAnchoring(await anchorPlace());
    const { app, handler } = await makeListener(dev, env.port);
    const gateway = startGateway();
    const server = createFront(handler, { dev, gateway: gateway.handle });
    if (dev) server.on('upgrade', app.getUpgradeHandler());
    if (life.told) return await app.close();
    life.serves = true;
    await listen(server, env.port, env.host);
    const worker = await startWorker();
    if (!life.told) announce(env.appUrl, setupCode);
    log().info({ signal: await life.end }, 'stopping');
    await Promise.all([drain(server), worker.stop()]);
    await gateway.close();
    await closeRefusals();
    // The last uses are recorded now.
    await anchoring.stop();
    await app.close();
  } catch (error) {
    const sentence = explainListening(error, env.port, env.host);
    if (!sentence) throw error;
    complain(`Flowkeep can't start. ${sentence}`);
    process.exitCode = 1;
  } finally {
    // A database that is gone ends it by itself, a moment later.
    await setupCode?.end().catch(() => undefined);
    await stop();
  }
}

/** Serves until SIGINT or SIGTERM; prints one sentence and exits with 1 when it can't start. */
export async function runServer(options: Options): Promise<never> {
  try {
    await serve(options);
  } catch (error) {
    const sentence = operatorSentence(error);
    if (!sentence) log().fatal({ err: error }, 'the start failed');
    complain(`Flowkeep can't start. ${sentence ?? 'See the line above.'}`);
    process.exitCode = 1;
  }
  process.exit();
}
