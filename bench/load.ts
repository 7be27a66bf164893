/** Bounded load on a server of this machine, and what it took. */
import autocannon from 'autocannon';

export interface Target {
  url: string;
  /** API keys, used in turn, as each has a limit of its own. */
  keys: string[];
}

export interface Load {
  name: string;
  method: 'GET' | 'POST';
  path: string;
  /** The body of the n-th request. */
  body?: (n: number) => string;
}

export interface Measured {
  perSecond: number;
  p50: number;
  p99: number;
}

let sent = 0;

/** Runs a load for some seconds. @throws Error when any answer was not a success: figures of failures mean nothing */
export async function measure(
  target: Target,
  load: Load,
  connections: number,
  seconds: number,
): Promise<Measured> {
  const { method, path, body } = load;
  const setupRequest = (one: autocannon.Request) => {
    const n = sent++;
    const authorization = `Bearer ${target.keys[n % target.keys.length]}`;
    if (!body) return { ...one, headers: { authorization } };
    return { ...one, headers: { authorization, 'content-type': 'application/json' }, body: body(n) };
  };
  const request = { method, path, setupRequest };
  const result = await autocannon({ url: target.url, connections, duration: seconds, requests: [request] });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${load.name}: ${result.non2xx} refused, ${result.errors} failed`);
  }
  return {
    perSecond: result.requests.total / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
  };
}

/** The middle of an odd number of values. */
export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
