import { defineConfig } from '@playwright/test';
import { browserPath } from './scripts/browser.ts';

/** What a phone's width, fingers or coarse pointer may change; the rest runs once, on a desktop. */
const alsoOnPhones = ['main-job', 'accessibility', 'first-start', 'layout', 'tour', 'credential-page'];

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
    // Without pictures: they cost a third of the time, and the page's own state is in the snapshots.
    trace: { mode: 'retain-on-failure', snapshots: true, screenshots: false, sources: false },
    locale: 'en-GB',
    launchOptions: {
      executablePath: browserPath(),
      args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking'],
    },
  },
  projects: [
    { name: 'desktop', use: { viewport: { width: 1280, height: 800 } } },
    {
      name: 'phone',
      testMatch: alsoOnPhones.map((name) => `${name}.spec.ts`),
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    },
  ],
});
