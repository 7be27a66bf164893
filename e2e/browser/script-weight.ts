/** What a page costs a browser in JavaScript. */
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';

/** Weighs every script that comes from here on. @returns what came so far, in KB, gzipped at level 9 */
export function weighScripts(page: Page): () => Promise<number> {
  const scripts = new Map<string, Promise<number>>();
  page.on('response', (response) => {
    const path = response.url().split('?')[0] ?? '';
    if (!path.includes('/_next/') || !path.endsWith('.js') || scripts.has(path)) return;
    scripts.set(
      path,
      response.body().then((body) => gzipSync(body, { level: 9 }).length),
    );
  });
  return async () => (await Promise.all(scripts.values())).reduce((sum, bytes) => sum + bytes, 0) / 1024;
}
