/** What the Authenticate screen costs a browser: JavaScript before the overlay is opened, and the first paint. */
import { chromium } from 'playwright';
import { weighScripts } from '../e2e/browser/script-weight.ts';
import { admin } from '../e2e/world.ts';
import { browserPath } from '../scripts/browser.ts';

export interface PageCost {
  /** Kilobytes of JavaScript, gzipped at level 9. */
  scriptKB: number;
  /** Milliseconds to the first paint, median of five loads with an empty cache. */
  firstPaintMs: number;
}

const path = '/sources/new?connector=whatsapp-flows';

async function firstPaint(page: import('playwright').Page): Promise<number> {
  return page.evaluate(() => {
    const entry = performance.getEntriesByName('first-contentful-paint')[0];
    return entry ? entry.startTime : Number.NaN;
  });
}

/** Opens the screen as a signed-in person and weighs every script that comes. */
export async function measurePage(url: string): Promise<PageCost> {
  const browser = await chromium.launch({ executablePath: browserPath(), args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.goto(`${url}/sign-in`);
    await page.getByLabel('Email').fill(admin.email);
    await page.getByLabel('Password').fill(admin.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL('**/sources');
    const session = await page.context().newCDPSession(page);
    await session.send('Network.setCacheDisabled', { cacheDisabled: true });
    const weight = weighScripts(page);
    const paints: number[] = [];
    for (let load = 0; load < 5; load++) {
      await page.goto(`${url}${path}`);
      await page.waitForTimeout(1_000);
      paints.push(await firstPaint(page));
    }
    return {
      scriptKB: Math.round(await weight()),
      firstPaintMs: Math.round(paints.toSorted((a, b) => a - b)[2] ?? 0),
    };
  } finally {
    await browser.close();
  }
}
