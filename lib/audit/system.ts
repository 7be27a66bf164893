/** The caller of background work: Flowkeep itself. */
import type { AuditCaller } from './event.ts';

export const systemCaller: AuditCaller = {
  actor: { kind: 'system', id: null, name: 'Flowkeep' },
  requestId: null,
  address: null,
};
