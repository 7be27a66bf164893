/** Bounded load on a server of this machine, and what it took. */
import autocannon from 'autocannon';

export interface Target {
  url: string;
  /** API keys, used in turn, as each has a limit of its own. */
  keys: string[];
}

export interface Load {
  name: string;
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** The path, or that of the n-th request. */
  path: string | ((n: number) => string);
  /** The body of the n-th request. */
  body?: (n: number) => string;
  /** Sent besides, or instead of the key where it says who asks. */
  headers?: Record<string, string>;
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
  const { method, path, body, headers = {} } = load;
  const setupRequest = (one: autocannon.Request) => {
    const n = sent++;
    const who = headers.cookie ? {} : { authorization: `Bearer ${target.keys[n % target.keys.length]}` };
    const made = {
      ...one,
      path: typeof path === 'string' ? path : path(n),
      headers: { ...who, ...(body ? { 'content-type': 'application/json' } : {}), ...headers },
    };
    return body ? { ...made, body: body(n) } : made;
  };
  const request = { method, path: '/', setupRequest };
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
