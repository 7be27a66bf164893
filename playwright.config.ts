import { defineConfig } from '@playwright/test';
import { browserPath } from './scripts/browser.ts';

/**
 * What a phone's width, fingers or coarse pointer may change; the rest runs once, on a desktop, and so do the tests
 * in these that are tagged @desktop. Those tagged @phone are for phones only.
 */
const alsoOnPhones = ['main-job', 'accessibility', 'first-start', 'layout', 'credential-page'];

export default defineConfig({
  testDir: 'e2e/browser',
  outputDir: 'test-results/browser',
  globalSetup: './e2e/browser/global-setup.ts',
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  retries: 0,
  // Axe takes seconds for each of up to ten states of one test, and twice that on a busy machine.
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/browser.json' }]],
  use: {
    // What happened, without the page at each step: that costs an eighth of the time with DOM snapshots and a third
    // with pictures. `--trace=on` has them. A failure keeps a picture of its end.
    trace: { mode: 'retain-on-failure', snapshots: false, screenshots: false, sources: false },
    screenshot: 'only-on-failure',
    locale: 'en-GB',
    launchOptions: {
      executablePath: browserPath(),
      args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking'],
    },
  },
  projects: [
    { name: 'desktop', grepInvert: /@phone/, use: { viewport: { width: 1280, height: 800 } } },
    {
      name: 'phone',
      grepInvert: /@desktop/,
      testMatch: alsoOnPhones.map((name) => `${name}.spec.ts`),
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    },
  ],
});
