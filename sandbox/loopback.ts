/** A server on this machine, for the sandbox and for tests that need answers of their own. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LoopbackServer {
  /** Its origin, without a slash at the end. */
  url: string;
  /** Ends it, and all connections to it. */
  close(): Promise<void>;
}

/** Starts a server; port 0 takes any free one. Rejects if the port is taken. */
export async function listenOnLoopback(
  listener: RequestListener,
  { port = 0, host = '127.0.0.1' } = {},
): Promise<LoopbackServer> {
  const server = createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
