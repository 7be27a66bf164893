/** One call of the API with a key. */
import { z } from 'zod';

const created = z.object({ id: z.string() });

/** Posts JSON and answers the id of what was made. @throws Error when it wasn't made */
export async function fetchJson(url: string, key: string, body: string): Promise<{ id: string }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body,
  });
  return created.parse(await response.json());
}
