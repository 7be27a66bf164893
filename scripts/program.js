// Running other programs: the project's own Node, and what a start waits for.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';

const parent = process.ppid;
const ownBin = join('node_modules', 'node', 'bin');

/** The project's own Node, from npm. */
export const ownNode = join(ownBin, process.platform === 'win32' ? 'node.exe' : 'node');

/** The environment of everything that is started: the project's own programs first. */
export function ownEnvironment() {
  const own = [ownBin, join('node_modules', '.bin')].map((folder) => join(process.cwd(), folder));
  return {
    ...process.env,
    PATH: [...own, process.env.PATH ?? ''].join(delimiter),
    NEXT_TELEMETRY_DISABLED: '1',
  };
}

/** How often a process that npm started looks whether npm is still there, in milliseconds. */
const parentMs = 200;

/**
 * Passes what stops this process on to a child, each signal once: a terminal's Ctrl-C reaches the child by itself as
 * well, and this process lives as long as the child does. A signal to npm ends npm and the shell between, and not
 * what they started: there the parent's end is the signal.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {() => void} what ends that
 */
function passSignals(child) {
  const passed = new Set();
  const pass = (/** @type {NodeJS.Signals} */ signal) => {
    const told = signal === 'SIGHUP' ? 'SIGTERM' : signal;
    if (!passed.has(told)) child.kill(told);
    passed.add(told);
  };
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  for (const signal of signals) process.on(signal, pass);
  const timer = setInterval(() => {
    if (process.env.npm_lifecycle_event && process.ppid !== parent) pass('SIGTERM');
  }, parentMs);
  return () => {
    clearInterval(timer);
    for (const signal of signals) process.off(signal, pass);
  };
}

/**
 * Runs a program to its end. While it runs, signals to this process are the program's.
 * @param {string} program @param {string[]} args @param {import('node:child_process').SpawnOptions} options
 * @param {(text: Buffer) => void} [collect] takes what it prints, where that is not inherited
 * @returns {Promise<{ code: number, stopped: boolean }>} its exit code, 128+n after signal n, and whether it was a signal
 * @throws Error when it can't be started
 */
export function runToEnd(program, args, options, collect) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, options);
    const release = passSignals(child);
    if (collect) for (const stream of [child.stdout, child.stderr]) stream?.on('data', collect);
    child.once('error', (error) => {
      release();
      reject(new Error(`${program} can't be started: ${error.message}`));
    });
    child.once('close', (code, signal) => {
      release();
      resolve({ code: signal ? 128 + constants.signals[signal] : (code ?? 1), stopped: signal !== null });
    });
  });
}

/** A step was stopped from outside; the start ends with this exit code and says nothing more. */
export class Stopped extends Error {
  /** @param {number} code */
  constructor(code) {
    super('stopped');
    this.code = code;
  }
}

/**
 * Runs a step of the start; what it prints is shown only when it fails.
 * @param {string} title @param {string} program @param {string[]} args @param {import('node:child_process').SpawnOptions} options
 * @throws Error with one sentence when the step fails; Stopped when a signal ended it
 */
export async function step(title, program, args, options) {
  process.stderr.write(`${title} …\n`);
  /** @type {Buffer[]} */
  const printed = [];
  /** @type {import('node:child_process').SpawnOptions} */
  const piped = { ...options, stdio: ['ignore', 'pipe', 'pipe'] };
  const { code, stopped } = await runToEnd(program, args, piped, (text) => printed.push(text));
  if (code === 0) return;
  if (stopped || code === 130 || code === 143) throw new Stopped(code);
  process.stderr.write(Buffer.concat(printed));
  throw new Error(`${title} failed; the lines above say why.`);
}
