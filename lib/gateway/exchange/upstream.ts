/** Connections to Graph, kept open between calls. */
import http, { type ClientRequest, type RequestOptions } from 'node:http';
import https from 'node:https';
import { lookupWithin, type Reach, reachOf } from '../../graph/call/reach.ts';
import { maxConcurrentUses } from '../admit/limits.ts';

/** More connections than uses at once, so that no call waits for one. */
const maxConnections = maxConcurrentUses + 100;
/** Meta closes idle connections after about a minute; one that it has just closed would fail the next call. */
const idleMs = 15_000;
const headerMaxBytes = 32_768;

export interface Upstream {
  /** Opens a call. Nothing is sent before the request is written to or ended. */
  open(options: Pick<RequestOptions, 'method' | 'path' | 'headers'>): ClientRequest;
  close(): void;
}

/** @param reach how far its connections may go, whatever the name of Graph leads to */
export function createUpstream(baseUrl: URL, reach: Reach = reachOf(baseUrl)): Upstream {
  const kind = baseUrl.protocol === 'https:' ? https : http;
  // URL writes an IPv6 address in brackets; a connection takes it without.
  const host = baseUrl.hostname.replace(/^\[|\]$/g, '');
  const agent = new kind.Agent({
    lookup: lookupWithin(reach, host),
    keepAlive: true,
    maxSockets: maxConnections,
    maxFreeSockets: 128,
    timeout: idleMs,
  });
  const port = baseUrl.port || (baseUrl.protocol === 'https:' ? 443 : 80);
  return {
    open: (options) => kind.request({ ...options, host, port, agent, maxHeaderSize: headerMaxBytes }),
    close: () => agent.destroy(),
  };
}
