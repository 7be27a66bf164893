import { describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { tileSchema } from '../../lib/credential/look/tile.ts';
import { inspectionReportSchema } from '../../lib/graph/inspection/report-schema.ts';
import { addTile, call, freshName, goodBody, script, withKey } from './client.ts';

const listSchema = z.object({
  items: z.array(tileSchema),
  nextCursor: z.string().nullable(),
  total: z.number(),
});
const manage = () => withKey(inject('keys').manage);
const post = (changes: Record<string, unknown> = {}) =>
  call('/api/credentials', { json: goodBody(changes), headers: manage() });
const list = async (query: Record<string, string>) => {
  const answer = await call(`/api/credentials?${new URLSearchParams(query)}`, { headers: manage() });
  return listSchema.parse(answer.body);
};

describe('adding a credential', () => {
  test('answers 201 with the tile, its address and its ETag, and nothing of the token but the last four', async () => {
    const body = goodBody({ description: 'Booking flows' });
    const answer = await call('/api/credentials', { json: body, headers: manage() });
    expect(answer.status).toBe(201);
    const tile = tileSchema.strict().parse(answer.body);
    expect(answer.headers.get('location')).toBe(`/api/credentials/${tile.id}`);
    expect(answer.headers.get('etag')).toBe('"1"');
    expect(tile).toMatchObject({
      name: body.name,
      description: 'Booking flows',
      status: 'valid',
      reason: 'ok',
      wabaId: body.wabaId,
      tokenKind: 'system_user',
      tokenNeverExpires: true,
      tokenLastFour: body.accessToken.slice(-4),
      usedBy: 0,
      locked: false,
    });
    expect(answer.text).not.toContain(body.accessToken.slice(0, 12));
  });

  test('without a version takes v18.0, as the form does', async () => {
    const tile = await addTile({ apiVersion: undefined });
    expect(tile.apiVersion).toBe('v18.0');
    expect(tile.servedVersion).toBe('v21.0');
  });

  test.each([
    ['expired', 'token_expired', 'accessToken'],
    ['revoked', 'token_rejected', 'accessToken'],
    ['wrong-waba', 'waba_unreachable', 'wabaId'],
    ['phone-number', 'waba_unreachable', 'wabaId'],
    ['no-management', 'permission_missing', 'accessToken'],
    ['proof', 'app_secret_required', 'appSecret'],
    ['restricted', 'account_restricted', null],
  ])('with the sandbox token %s is refused as %s and stores nothing', async (id, code, field) => {
    const { token, wabaId } = script(id);
    const name = freshName();
    const answer = await post({ name, accessToken: token, wabaId });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code, report: { verdict: 'refused', code } });
    if (field) expect(answer.body).toMatchObject({ errors: [{ field, code }] });
    expect(answer.text).not.toContain(token.slice(0, 20));
    expect((await list({ q: name })).total).toBe(0);
  });

  test('with a version that never existed is refused as version_unknown', async () => {
    const answer = await post({ apiVersion: 'v99.0' });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code: 'version_unknown', errors: [{ field: 'apiVersion' }] });
  });

  test.each([
    ['limited', 503, 'graph_limited'],
    ['error-json', 502, 'graph_error'],
    ['error-html', 502, 'graph_error'],
    ['html', 502, 'graph_nonsense'],
    ['reset', 502, 'graph_unreachable'],
  ])(
    'while Graph is away (%s) answers %i and stores nothing, unless told to store it unchecked',
    async (id, status, code) => {
      const { token, wabaId } = script(id);
      const name = freshName();
      const answer = await post({ name, accessToken: token, wabaId });
      expect([answer.status, answer.body]).toEqual([status, expect.objectContaining({ code })]);
      expect((await list({ q: name })).total).toBe(0);
      const unchecked = await post({ name, accessToken: token, wabaId, unchecked: true });
      expect(unchecked.status).toBe(201);
      expect(unchecked.body).toMatchObject({ status: 'unchecked', reason: code, checkedAt: null });
    },
  );

  test('unchecked never stores what Graph refuses', async () => {
    for (const id of ['expired', 'revoked', 'no-management', 'wrong-waba', 'restricted']) {
      const { token, wabaId } = script(id);
      const name = freshName();
      const refused = await post({ name, accessToken: token, wabaId, unchecked: true });
      expect([id, refused.status]).toEqual([id, 422]);
      expect((await list({ q: name })).total).toBe(0);
    }
  });

  test('a rate limit comes with the time to wait', async () => {
    const { token, wabaId } = script('limited');
    const answer = await post({ accessToken: token, wabaId });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  test('the App Secret opens apps that require a proof', async () => {
    const { token, wabaId, appSecret } = script('proof');
    const tile = await addTile({ accessToken: token, wabaId, appSecret });
    expect(tile.hasAppSecret).toBe(true);
  });

  test('a name taken, also by a look-alike, answers 409 with a free one', async () => {
    const tile = await addTile({ name: `Prod ${freshName()}` });
    const lookalike = tile.name.replace('o', 'о');
    for (const name of [tile.name, tile.name.toUpperCase(), lookalike]) {
      const answer = await post({ name });
      expect(answer.status).toBe(409);
      expect(answer.body).toMatchObject({
        code: 'name_taken',
        existingId: tile.id,
        errors: [{ field: 'name' }],
      });
      const { suggestion } = z.object({ suggestion: z.string() }).parse(answer.body);
      expect((await post({ name: suggestion })).status).toBe(201);
    }
  });

  test('the same name sent twice at once makes one credential', async () => {
    const name = freshName();
    const answers = await Promise.all(Array.from({ length: 8 }, () => post({ name })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409, 409, 409]);
    expect((await list({ q: name })).total).toBe(1);
  });

  test('callers who accept lines see each step once, then the result', async () => {
    const answer = await call('/api/credentials', {
      json: goodBody(),
      headers: { ...manage(), accept: 'application/x-ndjson' },
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('application/x-ndjson');
    const lines = answer.text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(
      lines
        .slice(0, -1)
        .map(({ step }) => step.id)
        .sort(),
    ).toEqual(['flows', 'kind', 'permissions', 'token', 'version', 'waba']);
    expect(lines.at(-1)).toMatchObject({ type: 'result', status: 201, body: { status: 'valid' } });
  });

  test('a caller who leaves during the inspection leaves nothing behind', async () => {
    const { token, wabaId } = script('slow');
    const name = freshName();
    const abort = new AbortController();
    const pending = fetch(new URL('/api/credentials', inject('world').url), {
      method: 'POST',
      headers: { ...manage(), 'content-type': 'application/json', accept: 'application/x-ndjson' },
      body: JSON.stringify(goodBody({ name, accessToken: token, wabaId })),
      signal: abort.signal,
    }).then((response) => response.text());
    setTimeout(() => abort.abort(), 700);
    await expect(pending).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 4000));
    expect((await list({ q: name })).total).toBe(0);
  });
});

describe('listing credentials', () => {
  test('is newest first, in pages that meet without gap or overlap', async () => {
    const prefix = freshName();
    const names = [];
    for (const number of ['a', 'b', 'c', 'd', 'e'])
      names.push((await addTile({ name: `${prefix} ${number}` })).name);
    const first = await list({ q: prefix, limit: '2' });
    const second = await list({ q: prefix, limit: '2', cursor: first.nextCursor ?? '' });
    const third = await list({ q: prefix, limit: '2', cursor: second.nextCursor ?? '' });
    const seen = [...first.items, ...second.items, ...third.items].map(({ name }) => name);
    expect(seen).toEqual(names.toReversed());
    expect([first.total, third.nextCursor]).toEqual([5, null]);
  });

  test('finds by name, description, WABA name and WABA ID, and takes signs of patterns as text', async () => {
    const name = `100% _sure_ ${freshName()}`;
    const tile = await addTile({ name, description: 'für São Paulo' });
    const found = async (q: string) =>
      (await list({ q, limit: '100' })).items.some(({ id }) => id === tile.id);
    expect(await found('100% _SURE_')).toBe(true);
    expect(await found('são')).toBe(true);
    expect(await found(tile.wabaName ?? 'no name')).toBe(true);
    expect(await found(tile.wabaId)).toBe(true);
    expect(await found('100X')).toBe(false);
    expect(await found('_%_%_%zzz')).toBe(false);
  });

  test('filters by status, and a short-lived token counts as expiring', async () => {
    const { token, wabaId } = script('short-lived');
    const tile = await addTile({ accessToken: token, wabaId });
    expect(tile).toMatchObject({ status: 'expiring', reason: 'expires_soon' });
    const expiring = await list({ status: 'expiring', q: tile.name });
    const valid = await list({ status: 'valid', q: tile.name });
    expect([expiring.total, valid.total]).toEqual([1, 0]);
  });

  test.each([
    'limit=0',
    'limit=1e9',
    'limit=-1',
    'limit=NaN',
    'limit=101',
    'cursor=xyz',
    'status=fine',
    'connector=nope',
    'sort=tokenFingerprint',
    'token=x',
    'include=secrets',
    'q=%00',
    'q=a&q=b',
  ])('refuses the query %s', async (query) => {
    const answer = await call(`/api/credentials?${query}`, { headers: manage() });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: 'invalid_input' });
  });
});

describe('reading one credential', () => {
  test('answers the tile with its ETag', async () => {
    const tile = await addTile();
    const answer = await call(`/api/credentials/${tile.id}`, { headers: manage() });
    expect([answer.status, answer.headers.get('etag')]).toEqual([200, '"1"']);
    expect(tileSchema.strict().parse(answer.body)).toEqual(tile);
  });

  test.each(['00000000-0000-7000-8000-000000000000', 'nope', '1', "'%20or%201=1"])(
    'answers the same 404 for %s',
    async (id) => {
      const answer = await call(`/api/credentials/${id}`, { headers: manage() });
      expect(answer.status).toBe(404);
      expect(answer.body).toMatchObject({ code: 'not_found' });
    },
  );
});

describe('inspecting', () => {
  test('a stored credential again answers the report and updates the tile', async () => {
    const tile = await addTile();
    const answer = await call(`/api/credentials/${tile.id}/inspection`, {
      method: 'POST',
      headers: manage(),
    });
    expect(answer.status).toBe(200);
    const report = inspectionReportSchema.parse(answer.body);
    expect(report.verdict).toBe('usable');
    const after = await call(`/api/credentials/${tile.id}`, { headers: manage() });
    expect(after.body).toMatchObject({ status: 'valid', checkedAt: report.checkedAt, version: 1 });
  });

  test('a stored credential that Graph can not decide on keeps its status and tells of the attempt', async () => {
    const { token, wabaId } = script('error-json');
    const tile = await addTile({ accessToken: token, wabaId, unchecked: true });
    const answer = await call(`/api/credentials/${tile.id}/inspection`, {
      method: 'POST',
      headers: manage(),
    });
    expect(answer.body).toMatchObject({ verdict: 'undecided' });
    const after = await call(`/api/credentials/${tile.id}`, { headers: manage() });
    expect(after.body).toMatchObject({ status: 'unchecked', lastAttempt: { code: 'graph_error' } });
  });

  test('a draft answers 200 whatever Graph says, and stores nothing', async () => {
    for (const id of ['never-expiring', 'expired', 'error-json']) {
      const { token, wabaId } = script(id);
      const json = { accessToken: token, wabaId };
      const answer = await call('/api/inspections', { json, headers: manage() });
      expect(answer.status).toBe(200);
      inspectionReportSchema.parse(answer.body);
      expect(answer.text).not.toContain(token.slice(0, 20));
    }
    // A tile names every other credential with its token: after the draft there is none.
    const body = goodBody();
    const { accessToken, wabaId } = body;
    const draft = await call('/api/inspections', { json: { accessToken, wabaId }, headers: manage() });
    expect(draft.body).toMatchObject({ verdict: 'usable' });
    expect((await addTile(body)).sameTokenAs).toEqual([]);
  });

  test('a draft without a WABA ID tells what the token is', async () => {
    const { token } = script('never-expiring');
    const answer = await call('/api/inspections', { json: { accessToken: token }, headers: manage() });
    expect(answer.body).toMatchObject({ verdict: 'usable', token: { kind: 'system_user' } });
  });
});
