/** What was deleted a moment ago, with the way back, for those who may go it. */
import { type Actor, may } from '../../../lib/access/actor.ts';
import { listDeleted } from '../../../lib/credential/look/deleted.ts';
import { UndoDeletion } from './undo-deletion.tsx';

export async function DeletedNotice({ actor, id }: { actor: Actor; id: string | undefined }) {
  if (!id || !may(actor, 'credential.delete')) return null;
  const deleted = (await listDeleted(actor)).items.find((item) => item.id === id);
  return deleted ? <UndoDeletion key={id} id={id} name={deleted.name} /> : null;
}
