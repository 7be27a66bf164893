/** How large a body may be: a Flow JSON fits where sources and destinations are, and nowhere else. */
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { sampleViewSchema } from '../../lib/resource/sample/sample-view.ts';
import { type ResourceView, resourceViewSchema } from '../../lib/resource/view.ts';
import { addTile, call, freshName, goodBody, withKey } from './client.ts';

const flowId = '901406135639897';
const megabyte = 1024 * 1024;
const manage = () => withKey(inject('keys').manage);

/** A Flow JSON of nearly a million characters, which JSON in JSON makes longer still. */
const flowJson = JSON.stringify({ version: '7.1', screens: Array.from({ length: 90_000 }, () => '"ä"') });

let credentialId: string;
beforeAll(async () => {
  ({ id: credentialId } = await addTile());
});

const draft = (parameters: unknown) => ({
  kind: 'destination',
  connector: 'whatsapp-flows',
  credentialId,
  endpoint: 'upload-flow-json',
  parameters,
});

test('the example is as large as may be', () => {
  expect(flowJson.length).toBeGreaterThan(600_000);
  expect(flowJson.length).toBeLessThan(1_000_000);
  expect(Buffer.byteLength(JSON.stringify(draft({ flowId, flowJson })))).toBeGreaterThan(megabyte);
});

describe('a Flow JSON of about a megabyte', () => {
  test('is tested before it is saved', async () => {
    const answer = await call('/api/samples', { json: draft({ flowId, flowJson }), headers: manage() });
    expect(answer.status).toBe(200);
    const { request } = sampleViewSchema.strict().parse(answer.body);
    expect(request.body?.endsWith(flowJson)).toBe(true);
    const [command = '', input] = request.curl.split(" <<'END'\n");
    expect(command.length).toBeLessThan(1000);
    expect(input).toBe(`${flowJson}\nEND`);
  });

  test('is created, read, edited and tested as it stands', async () => {
    const { kind: _, ...rest } = draft({ flowJson });
    const created = await call('/api/destinations', {
      json: { ...rest, name: freshName() },
      headers: manage(),
    });
    expect(created.status).toBe(201);
    const view: ResourceView = resourceViewSchema.strict().parse(created.body);
    expect(view.parameters.flowJson).toBe(flowJson);
    const path = `/api/destinations/${view.id}`;
    const json = { endpoint: 'upload-flow-json', parameters: { flowId, flowJson } };
    const edited = await call(path, { method: 'PATCH', json, headers: { ...manage(), 'if-match': '"1"' } });
    expect(edited.status).toBe(200);
    expect((await call(path, { headers: manage() })).body).toMatchObject({
      parameters: { flowId, flowJson },
    });
    const payload = { flowJson };
    expect((await call(`${path}/sample`, { json: { payload }, headers: manage() })).status).toBe(200);
  });

  test('is no Flow JSON any more above a million characters', async () => {
    const parameters = { flowId, flowJson: JSON.stringify({ x: 'y'.repeat(1_000_000) }) };
    const answer = await call('/api/samples', { json: draft(parameters), headers: manage() });
    expect([answer.status, answer.body]).toEqual([
      400,
      expect.objectContaining({ errors: [expect.objectContaining({ field: 'payload.flowJson' })] }),
    ]);
  });
});

describe('a body', () => {
  const filled = (bytes: number) => `{"x":"${'y'.repeat(bytes - 8)}"}`;
  const headers = () => ({ ...manage(), 'content-type': 'application/json' });
  const never = '0199d1a2-7c3e-7b11-8a4e-2f6d5c4b3a21';
  const large = [
    ['POST', '/api/samples'],
    ['POST', '/api/sources'],
    ['POST', '/api/destinations'],
    ['PATCH', `/api/sources/${never}`],
    ['POST', `/api/destinations/${never}/sample`],
  ] as const;
  const small = [
    ['POST', '/api/credentials'],
    ['POST', '/api/inspections'],
    ['POST', `/api/credentials/${never}/inspection`],
    ['POST', '/api/keys'],
    ['POST', '/api/members'],
  ] as const;

  /** In pieces, so that nothing tells its length beforehand. */
  const streamed = (text: string) =>
    new ReadableStream({
      start(controller) {
        const bytes = new TextEncoder().encode(text);
        for (let start = 0; start < bytes.length; start += 50_000) {
          controller.enqueue(bytes.subarray(start, start + 50_000));
        }
        controller.close();
      },
    });

  test.each(large)('of %s %s may have 2 MB', async (method, path) => {
    for (const raw of [filled(2 * megabyte), streamed(filled(2 * megabyte))]) {
      const answer = await call(path, { method, raw, headers: headers() });
      expect([answer.status, answer.body]).toEqual([400, expect.objectContaining({ code: 'invalid_input' })]);
    }
    for (const raw of [filled(2 * megabyte + 1), streamed(filled(2 * megabyte + 1))]) {
      const answer = await call(path, { method, raw, headers: headers() });
      expect([answer.status, answer.body]).toEqual([
        413,
        expect.objectContaining({ code: 'body_too_large' }),
      ]);
    }
  });

  test.each(small)('of %s %s may have 64 KB, as ever', async (method, path) => {
    const answer = await call(path, { method, raw: filled(65_537), headers: headers() });
    expect([answer.status, answer.body]).toEqual([413, expect.objectContaining({ code: 'body_too_large' })]);
    expect((await call(path, { method, raw: filled(65_536), headers: headers() })).status).not.toBe(413);
  });

  test('of a credential that comes in pieces may not have more either', async () => {
    const text = JSON.stringify(goodBody({ description: 'x'.repeat(70_000) }));
    const answer = await call('/api/credentials', {
      method: 'POST',
      raw: streamed(text),
      headers: headers(),
    });
    expect(answer.status).toBe(413);
  });
});
