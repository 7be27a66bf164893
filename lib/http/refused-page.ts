/** Recording that somebody opened a page that is not for them. */
import { headers } from 'next/headers';
import { currentCaller } from '../access/current.ts';
import { Problem } from '../errors.ts';
import { recordRefusal, routeOf } from './refusal.ts';

/** Called by what such a page shows instead. */
export async function recordRefusedPage(): Promise<void> {
  const { actor, requestId, address } = await currentCaller();
  const [path = ''] = ((await headers()).get('x-flowkeep-path') ?? '').split('?', 1);
  const attempt = { method: 'GET', route: routeOf(path, {}), ids: [], requestId, address, key: null };
  await recordRefusal(attempt, actor, new Problem('forbidden', 'This page is for admins.'));
}
