/** Waiting until the script of a page runs: what is pressed before that is heard by nobody, and tests press at once. */
import type { Page } from '@playwright/test';

/** Whether React has taken over each control of the page; runs in the page. */
function isHydrated(): boolean {
  const controls = document.querySelectorAll(':is(main, form) :is(button, input, select, textarea)');
  return [...controls].every((control) => Object.keys(control).some((key) => key.startsWith('__reactProps')));
}

/** Makes each visit of a page wait for its script, for three seconds at most: some tests hold scripts back. */
export function waitForScripts(page: Page): void {
  const visit = page.goto.bind(page);
  page.goto = async (url, options) => {
    const response = await visit(url, options);
    await page.waitForFunction(isHydrated, undefined, { timeout: 3_000 }).catch(() => {});
    return response;
  };
}
