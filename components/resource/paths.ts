/** Where the pages about data sources and destinations are; below /api, their routes. */
import type { ResourceKind } from '../../lib/resource/schema.ts';

export const resourcePaths: Record<ResourceKind, string> = {
  source: '/sources',
  destination: '/destinations',
};
