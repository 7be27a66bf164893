/** What people call data sources and destinations. */
import type { ResourceKind } from '../../lib/resource/schema.ts';

export const resourceWords: Record<
  ResourceKind,
  { path: string; one: string; many: string; title: string; use: string }
> = {
  source: {
    path: '/sources',
    one: 'data source',
    many: 'Sources',
    title: 'New data source',
    use: 'reads from WhatsApp with a credential',
  },
  destination: {
    path: '/destinations',
    one: 'data destination',
    many: 'Destinations',
    title: 'New data destination',
    use: 'writes to WhatsApp with a credential',
  },
};
