// How much memory the server's JavaScript may take.

/**
 * Flags of Node for serving. Left alone, V8 lets garbage pile up to gigabytes before it looks: 420 MiB resident after
 * a load that needs 270. The bound is twice what 500 requests at once were seen to use.
 */
export const serverFlags = ['--max-old-space-size=384', '--max-semi-space-size=8'];
