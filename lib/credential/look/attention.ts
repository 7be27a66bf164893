/** How many credentials want something done. */
import { type Actor, demand } from '../../access/actor.ts';
import { database } from '../../db.ts';
import { whereTiles } from './store.ts';

/** Those that Meta does not accept, or whose token ends soon. @throws Problem `forbidden` */
export async function countAttention(actor: Actor): Promise<number> {
  demand(actor, 'credential.read');
  const now = new Date();
  const where = (['invalid', 'expiring'] as const).map((status) => whereTiles(actor, { status }, now));
  return database().credential.count({ where: { OR: where } });
}
