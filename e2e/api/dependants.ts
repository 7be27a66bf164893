/** Data resources over HTTP: what the tests of deleting what they use share. */
import { expect } from 'vitest';
import type { ResourceView } from '../../lib/resource/view.ts';
import { manage } from './changes.ts';
import { call, freshName } from './client.ts';

/** Asks for a data resource that uses a credential. */
export const createResource = (credentialId: string, path = '/api/sources') =>
  call(path, { json: { name: freshName(), connector: 'whatsapp-flows', credentialId }, headers: manage() });

export async function addResource(credentialId: string, path?: string): Promise<ResourceView> {
  const answer = await createResource(credentialId, path);
  expect(answer.status).toBe(201);
  return answer.body as ResourceView;
}

export const readResource = async (view: ResourceView) =>
  (await call(`/api/${view.kind}s/${view.id}`, { headers: manage() })).body as ResourceView;
