/** What a credential can list, to choose from: pages followed, as far as they go. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operate } from '../world.ts';
import { fakeWaba, sendJson } from './fake-graph.ts';
import { eventually } from './gateway-world.ts';
import { Got, type SampleWorld, startSampleWorld } from './sample-world.ts';

let one: SampleWorld;
beforeAll(async () => {
  one = await startSampleWorld();
});
afterAll(() => one.stop());

async function choices(id: string, of: string, key = one.manage): Promise<Got> {
  const response = await one.call(`/api/credentials/${id}/choices?of=${of}`, key);
  return new Got(response, await response.text());
}

const flow = (place: number) => ({ id: String(10_000 + place), name: `Flow ${place}`, status: 'DRAFT' });

/** A Graph with so many pages of one flow each. */
function pages(count: number) {
  one.answer((_request, response, { query }) => {
    const place = Number(query.after ?? '0');
    const next = `https://graph.facebook.com/v26.0/${fakeWaba}/flows?after=${place + 1}`;
    const cursors = { before: String(place), after: String(place + 1) };
    const paging = place + 1 < count ? { cursors, next } : { cursors };
    sendJson(response, 200, { data: [flow(place)], paging });
  });
}

describe('choices', () => {
  test.each([
    [
      'flows',
      'flows',
      'id,name,status',
      { id: '10001', name: 'Booking', status: 'PUBLISHED' },
      { value: '10001', label: 'Booking', detail: 'published · 10001' },
    ],
    [
      'phone-numbers',
      'phone_numbers',
      'id,display_phone_number,verified_name',
      { id: '10002', display_phone_number: '+1 555-0100', verified_name: 'Lucky' },
      { value: '10002', label: '+1 555-0100', detail: 'Lucky · 10002' },
    ],
    [
      'message-templates',
      'message_templates',
      'name,language,status',
      { name: 'visit', language: 'de', status: 'APPROVED' },
      { value: 'visit/de', label: 'visit', detail: 'de · approved' },
    ],
  ])('of %s are read from the account', async (of, edge, fields, item, choice) => {
    const { id, token } = await one.add();
    one.answer((_request, response) => sendJson(response, 200, { data: [item, { other: 1 }, null] }));
    const got = await choices(id, of);
    expect([got.status, got.choices]).toEqual([200, { items: [choice], complete: true }]);
    expect(one.calls).toMatchObject([
      { method: 'GET', path: `/v26.0/${fakeWaba}/${edge}`, query: { fields, limit: '200' }, token },
    ]);
  });

  test.each([
    [1, 1, true],
    [3, 3, true],
    [5, 5, true],
    [6, 5, false],
  ])('on %i pages are read from %i, and are all: %s', async (count, read, complete) => {
    const { id } = await one.add();
    pages(count);
    const got = await choices(id, 'flows');
    expect(got.choices.complete).toBe(complete);
    expect(got.choices.items.map(({ label }) => label)).toEqual(
      Array.from({ length: read }, (_, place) => `Flow ${place}`),
    );
    expect(one.calls.map(({ query }) => query.after)).toEqual(
      Array.from({ length: read }, (_, place) => (place === 0 ? undefined : String(place))),
    );
    expect((await one.uses(id)).map(({ outcome }) => outcome)).toEqual(
      Array.from({ length: read }, () => 'done'),
    );
  });

  test('end where Graph gives a cursor but no page', async () => {
    const { id } = await one.add();
    const paging = { cursors: { before: 'a', after: 'b' } };
    one.answer((_request, response) => sendJson(response, 200, { data: [flow(1)], paging }));
    expect((await choices(id, 'flows')).choices).toMatchObject({ complete: true });
    expect(one.calls).toHaveLength(1);
  });

  test('are never all where Graph lists none, which it does without the permission, too', async () => {
    const { id } = await one.add();
    one.answer((_request, response) => sendJson(response, 200, { data: [] }));
    expect((await choices(id, 'flows')).choices).toEqual({ items: [], complete: false });
  });

  test('are recorded as uses of the credential, by their names only', async () => {
    const { id, token } = await one.add();
    pages(2);
    const got = await choices(id, 'flows');
    const uses = await one.uses(id);
    expect(
      uses.map(({ actor_name, request_id, details }) => [actor_name, request_id, details.query]),
    ).toEqual([
      ['tests', got.headers.get('x-request-id'), ['fields', 'limit']],
      ['tests', got.headers.get('x-request-id'), ['fields', 'limit', 'after']],
    ]);
    expect((await one.tile(id)).lastUsedAt).not.toBeNull();
    expect(JSON.stringify([uses, got.text])).not.toContain(token);
  });
});

describe('no choices', () => {
  const refused = (status: number, error: Record<string, unknown>, headers: Record<string, string> = {}) =>
    one.answer((_request, response) => {
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      sendJson(response, status, { error: { message: 'x', type: 'OAuthException', ...error } });
    });

  test.each([
    [400, { code: 10 }, 422, 'permission_missing'],
    [400, { code: 100, error_subcode: 33 }, 422, 'request_refused'],
    [500, { code: 2 }, 502, 'graph_error'],
    [400, { code: 80008 }, 503, 'graph_limited'],
  ])('where Graph says %i %j: %i %s', async (status, error, ours, code) => {
    const { id } = await one.add();
    refused(status, error);
    const got = await choices(id, 'flows');
    expect([got.refusal, got.problem.graph]).toEqual([
      [ours, code],
      expect.objectContaining({ status, code: error.code }),
    ]);
  });

  test('where Graph asks to wait, and for how long', async () => {
    const { id } = await one.add();
    refused(429, { code: 80008 }, { 'retry-after': '120' });
    const got = await choices(id, 'flows');
    expect([...got.refusal, got.headers.get('retry-after')]).toEqual([503, 'graph_limited', '120']);
  });

  test.each([{ nothing: 1 }, { data: 'x' }, { data: { 0: 1 } }])(
    'in an answer of no form of Graph’s: %j',
    async (body) => {
      const { id } = await one.add();
      one.answer((_request, response) => sendJson(response, 200, body));
      expect((await choices(id, 'flows')).refusal).toEqual([502, 'graph_nonsense']);
    },
  );

  test('of a dead token, which turns the tile', async () => {
    const { id, token } = await one.add();
    one.graph.dead.add(token);
    expect((await choices(id, 'flows')).refusal).toEqual([422, 'token_rejected']);
    const tile = await eventually(
      () => one.tile(id),
      ({ status }) => status === 'invalid',
    );
    expect(tile.status).toBe('invalid');
  });

  test('of other things, of a credential that is not there, or for a key that does not see it', async () => {
    const [mine, other] = [await one.add(), await one.add()];
    const key = await operate(one.world, ['key', 'create', '--name', 'choosing', '--scope', 'manage']);
    await one.confine('choosing', mine.id);
    pages(1);
    expect((await choices(mine.id, 'tokens')).refusal).toEqual([400, 'invalid_input', 'of']);
    expect((await choices(mine.id, 'flows', key)).status).toBe(200);
    one.calls.length = 0;
    expect((await choices(other.id, 'flows', key)).refusal).toEqual([404, 'not_found']);
    const never = '0199d1a2-7c3e-7b11-8a4e-2f6d5c4b3a21';
    expect((await choices(never, 'flows')).refusal).toEqual([404, 'not_found']);
    expect((await choices(mine.id, 'flows', one.use)).refusal).toEqual([403, 'forbidden']);
    expect(one.calls).toEqual([]);
  });
});

test('no token of these choices stands in any answer, in the log or in the audit trail', async () => {
  const everything = await one.everything();
  expect(everything).toContain('credential.used');
  expect(one.tokens().length).toBeGreaterThan(10);
  for (const secret of [...one.tokens(), one.manage]) expect(everything).not.toContain(secret);
});
