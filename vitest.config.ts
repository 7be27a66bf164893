import { defineConfig } from 'vitest/config';

/** Messages come compiled, as in Next's bundle (next.config.js); what is aliased has to go through vitest. */
const compiledWords = {
  resolve: { alias: { 'use-intl/format-message': 'use-intl/format-message/format-only' } },
};

export default defineConfig({
  test: {
    // Tests wait more than they work: one worker, as vitest would take on two cores, leaves a core idle.
    maxWorkers: 2,
    projects: [
      {
        ...compiledWords,
        test: {
          name: 'unit',
          server: { deps: { inline: ['use-intl'] } },
          include: ['{lib,components,prisma,sandbox,scripts,app}/**/*.test.{ts,tsx}'],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'api',
          include: ['e2e/api/**/*.test.ts'],
          globalSetup: ['e2e/api/global-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 90_000,
        },
      },
    ],
  },
});
