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
  turbopack: { root: import.meta.dirname },
};

export default config;
