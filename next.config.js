/** @type {import('next').NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  images: { unoptimized: true },
  productionBrowserSourceMaps: false,
  devIndicators: false,
  // Native or large server packages are loaded by Node as they are.
  // confusables: its file for bundlers has an older table than the one that Node loads for the scripts.
  serverExternalPackages: ['@node-rs/argon2', '@prisma/adapter-pg', 'confusables', 'pg', 'pino'],
  // tsc runs as a check of its own, over the scripts and tests too.
  typescript: { ignoreBuildErrors: true },
  turbopack: {
    root: import.meta.dirname,
    // Messages come compiled (lib/words/compiled.ts): browsers need no parser of them.
    resolveAlias: { 'use-intl/format-message': 'use-intl/format-message/format-only' },
  },
};

export default config;
