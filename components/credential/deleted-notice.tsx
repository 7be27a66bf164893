/** What was deleted a moment ago, with the way back. */
import type { Actor } from '../../lib/access/actor.ts';
import { listDeleted } from '../../lib/credential/deleted.ts';
import { UndoDeletion } from './undo-deletion.tsx';

export async function DeletedNotice({ actor, id }: { actor: Actor; id: string | undefined }) {
  if (!id) return null;
  const deleted = (await listDeleted(actor)).items.find((item) => item.id === id);
  return deleted ? <UndoDeletion key={id} id={id} name={deleted.name} /> : null;
}
