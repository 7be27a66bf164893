/** Who looks at credentials, as far as the page needs to know: what they may do, and whom they ask for the rest. */
import type { Actor } from '../../../lib/access/actor.ts';
import { adminNames } from '../../../lib/access/people/members.ts';

export interface Viewer {
  isAdmin: boolean;
  /** Up to three names; empty for admins. */
  admins: string[];
}

export async function viewerOf(actor: Actor): Promise<Viewer> {
  const isAdmin = actor.kind === 'person' && actor.role === 'admin';
  return { isAdmin, admins: isAdmin ? [] : await adminNames() };
}
