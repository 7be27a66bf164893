import { describe, expect, test } from 'vitest';
import { draft, get, newFlow, post, sandbox, upload } from '../client-testing.ts';
import { sampleFlowJson } from './sample-flows.ts';

const json = sampleFlowJson({ name: 'Ünïcödé ✓' });

async function downloadUrl(id: string): Promise<string> {
  return String((await get(`${id}/assets`)).body.data[0]?.download_url);
}

describe('a Flow JSON', () => {
  test('is uploaded, listed, and downloaded byte for byte without a token', async () => {
    const id = await newFlow();
    expect((await get(`${id}/assets`)).body).toEqual({ data: [] });
    expect((await post(`${id}/assets`, upload(json))).body).toEqual({ success: true, validation_errors: [] });
    expect((await get(`${id}/assets`)).body.data).toEqual([
      {
        name: 'flow.json',
        asset_type: 'FLOW_JSON',
        download_url: expect.stringMatching(/\/sandbox-files\/[0-9a-f]{40}\/flow\.json$/),
      },
    ]);
    const download = await fetch(await downloadUrl(id));
    expect(await download.text()).toBe(json);
  });

  test('replaces the one before, whose link dies', async () => {
    const before = await downloadUrl(draft);
    await post(`${draft}/assets`, upload(json));
    expect((await fetch(before)).status).toBe(400);
    expect((await fetch(await downloadUrl(draft))).status).toBe(200);
    expect((await fetch(`${sandbox.url}/sandbox-files/${'0'.repeat(40)}/flow.json`)).status).toBe(400);
  });

  test('of 10 MB is taken, and not one byte more', async () => {
    const id = await newFlow();
    const large = json.replace(
      '"version"',
      `${' '.repeat(10 * 1_048_576 - Buffer.byteLength(json))}"version"`,
    );
    expect(Buffer.byteLength(large)).toBe(10 * 1_048_576);
    expect((await post(`${id}/assets`, upload(large))).body).toEqual({
      success: true,
      validation_errors: [],
    });
    const larger = await post(`${id}/assets`, upload(`${large} `));
    expect(larger.body.error).toMatchObject({ code: 100, error_user_title: 'File is too large' });
    expect((await post(`${id}/assets`, upload(large.repeat(2)))).body.error).toMatchObject({ code: 100 });
  });

  test.each([
    ['without a file', new URLSearchParams({ name: 'flow.json', asset_type: 'FLOW_JSON' })],
    ['empty', upload('')],
    ['under another name', upload(json, { name: 'other.json' })],
    ['as another type', upload(json, { type: 'IMAGE' })],
  ])('is not taken %s', async (_what, form) => {
    expect((await post(`${draft}/assets`, form)).body.error).toMatchObject({ code: 100 });
  });
});
