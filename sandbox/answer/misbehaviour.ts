/** Answers that no client should trip over. */
import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

export type Misbehaviour =
  | 'slow'
  | 'hang'
  | 'error-json'
  | 'error-html'
  | 'html'
  | 'reset'
  | 'truncated'
  | 'redirect'
  | 'gzip-bomb'
  | 'huge';

const json = { 'content-type': 'application/json; charset=UTF-8' };
const html = { 'content-type': 'text/html; charset=utf-8' };
const page = '<!DOCTYPE html><title>Sorry</title><p>Something went wrong.</p>';
const megabyte = 1_048_576;

/** Waits for `ms`, or shorter if the caller leaves. */
async function wait(response: ServerResponse, ms: number): Promise<void> {
  const left = new AbortController();
  response.once('close', () => left.abort());
  await pause(ms, undefined, { signal: left.signal, ref: false }).catch(() => undefined);
}

/** 200 MB of spaces in 200 kB: gzip members follow each other, and unpack as one. */
function gzipBomb(): Buffer {
  const member = gzipSync(Buffer.alloc(megabyte, ' '));
  return Buffer.concat(Array.from({ length: 200 }, () => member));
}

/** Misbehaves; true if the response is taken care of, false if the ordinary answer shall follow. */
export async function misbehave(kind: Misbehaviour, response: ServerResponse): Promise<boolean> {
  switch (kind) {
    case 'slow':
      await wait(response, 3000);
      return response.destroyed;
    case 'hang':
      await wait(response, 60_000);
      return response.destroyed;
    case 'error-json': {
      const error = { message: 'An unknown error has occurred.', type: 'OAuthException', code: 1 };
      response.writeHead(500, json).end(JSON.stringify({ error }));
      return true;
    }
    case 'error-html':
      response.writeHead(502, html).end(page);
      return true;
    case 'html':
      response.writeHead(200, html).end(page);
      return true;
    case 'reset':
      response.socket?.resetAndDestroy();
      return true;
    case 'truncated':
      response.writeHead(200, { ...json, 'content-length': '500' }).write('{"id":"1049961');
      await wait(response, 50);
      response.destroy();
      return true;
    case 'redirect':
      response.writeHead(302, { location: '/elsewhere' }).end();
      return true;
    case 'gzip-bomb':
      response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(gzipBomb());
      return true;
    case 'huge':
      response.writeHead(200, json).end(JSON.stringify({ data: 'x'.repeat(5 * megabyte) }));
      return true;
  }
}
