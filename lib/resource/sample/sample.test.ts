import { expect, test } from 'vitest';
import type { ApiKeyActor, Caller } from '../../access/actor.ts';
import { sampleDraft, sampleResource } from './sample.ts';

const callerWith = (...scopes: ApiKeyActor['scopes']): Caller => ({
  actor: { kind: 'api_key', id: '1', name: 'pipeline', scopes, credentialIds: 'all' },
  requestId: null,
  address: null,
});
const id = '0199d1a2-7c3e-7b11-8a4e-2f6d5c4b3a21';
const { signal } = new AbortController();

/** What becomes of a try: nothing of it gets further than to an endpoint that there is not. */
async function outcome(caller: Caller, send: boolean): Promise<unknown> {
  const parts = { connector: 'whatsapp-flows', credentialId: id, endpoint: 'none', parameters: {} } as const;
  return sampleDraft(caller, { ...parts, kind: 'destination', send }, signal);
}

test('a key sends a sample only with both scopes, and shows one with manage', async () => {
  await expect(outcome(callerWith('manage'), true)).rejects.toThrow(/does not have the scope use/);
  await expect(outcome(callerWith('use'), true)).rejects.toThrow(/does not have the scope manage/);
  await expect(outcome(callerWith('use'), false)).rejects.toThrow(/does not have the scope manage/);
  for (const [caller, send] of [
    [callerWith('manage', 'use'), true],
    [callerWith('manage'), false],
  ] as const) {
    await expect(outcome(caller, send)).rejects.toMatchObject({ code: 'invalid_input' });
  }
});

test('the same holds for what is saved, before it is looked for', async () => {
  const saved = { kind: 'destination', id } as const;
  const sent = sampleResource(callerWith('manage'), saved, { send: true }, signal);
  await expect(sent).rejects.toThrow(/does not have the scope use/);
});
