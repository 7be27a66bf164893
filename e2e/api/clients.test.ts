import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GraphApiError, WhatsAppClient } from '@kapso/whatsapp-cloud-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ClientsWorld, runProgram, startClientsWorld, type Watched } from './clients-world.ts';

const wabaId = '104996122399160';
const phoneNumberId = '106540352242922';
const sample = 'docs/postman/flow.json';
/** A flow as the SDK wants it written. */
const sdkFlow = {
  version: '7.1',
  screens: [
    {
      id: 'VISIT',
      title: 'Book a visit',
      terminal: true,
      layout: {
        type: 'SingleColumnLayout',
        children: [{ type: 'Footer', label: 'Book', onClickAction: { name: 'complete', payload: {} } }],
      },
    },
  ],
};

let one: ClientsWorld;
let folder: string;
beforeAll(async () => {
  one = await startClientsWorld();
  folder = await mkdtemp(join(tmpdir(), 'flowkeep-clients-'));
});
afterAll(async () => {
  await one.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Graph got every call with the real token, each is recorded, and the client never saw it. */
function expectKept({ seen, atGraph, asked, recorded }: Watched, calls: number): void {
  expect(asked).toHaveLength(calls);
  expect(new Set(atGraph.map(({ tokenId, tokenIn }) => `${tokenId} in ${tokenIn}`))).toEqual(
    new Set(['never-expiring in header']),
  );
  expect([...recorded].sort()).toEqual([...asked].sort());
  expect(seen).not.toContain(one.token);
  expect(seen).not.toMatch(/access_token|EAA[A-Za-z0-9]{20}/);
}

test('newman runs the collection with another address and key', async () => {
  const report = join(folder, 'newman.json');
  const watched = await one.watch(() =>
    runProgram(process.execPath, [
      'node_modules/newman/bin/newman.js',
      'run',
      'docs/postman/flowkeep.postman_collection.json',
      ...['--working-dir', 'docs/postman', '--reporters', 'cli,json', '--reporter-json-export', report],
      ...['--env-var', `base_url=${one.baseUrl}`, '--env-var', `token=${one.key}`],
    ]),
  );
  const { run } = JSON.parse(await readFile(report, 'utf8'));
  expect(run.stats.requests).toMatchObject({ total: 32, failed: 0 });
  expect(run.stats.assertions.total).toBeGreaterThanOrEqual(90);
  expect(run.failures).toEqual([]);
  const bodies = run.executions.map(({ response }: { response: { stream: { data: number[] } } }) =>
    Buffer.from(response.stream.data).toString(),
  );
  expectKept({ ...watched, seen: watched.seen + bodies.join('\n') }, 32);
});

test('a public SDK works with another address and key', async () => {
  const client = new WhatsAppClient({ baseUrl: one.baseUrl, accessToken: one.key, graphVersion: 'v26.0' });
  const watched = await one.watch(async () => {
    const page = await client.flows.list<{ paging: { next: string } }>({ wabaId, limit: 1 });
    expect(page.paging.next.startsWith(`${one.baseUrl}/v26.0/${wabaId}/flows?`)).toBe(true);
    const next = await (await client.fetch(page.paging.next)).json();
    const name = 'Made by the SDK';
    const deployed = await client.flows.deploy(sdkFlow, { wabaId, name, publish: true, preview: true });
    const { flowId } = deployed;
    const sent = await client.messages.sendInteractiveFlow({
      phoneNumberId,
      to: '18055550123',
      bodyText: 'When would you like to come?',
      parameters: { flowId, flowCta: 'Choose a day', flowMessageVersion: '3', flowToken: 'sdk' },
    });
    const refused = await client.flows.publish({ flowId }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(GraphApiError);
    expect((refused as GraphApiError).code).toBe(139002);
    expect(deployed.validationErrors).toBeUndefined();
    expect(deployed.previewUrl).toMatch(/^https:/);
    expect(sent.messages[0]?.id).toMatch(/^wamid\./);
    return JSON.stringify([page, next, deployed, sent, refused, String(refused)]);
  });
  expectKept(watched, 7);
});

test('curl uploads a Flow JSON, also one of 10 MB, and downloads it again', async () => {
  const small = await readFile(sample, 'utf8');
  const room = 10 * 1_048_576 - Buffer.byteLength(small);
  const large = join(folder, 'large.json');
  await writeFile(large, small.replace('"version"', `${' '.repeat(room)}"version"`));
  const curl = (...args: string[]) =>
    runProgram('curl', [
      '--silent',
      '--show-error',
      '--fail-with-body',
      '-H',
      `Authorization: Bearer ${one.key}`,
      ...args,
    ]);
  const watched = await one.watch(async () => {
    const address = `${one.baseUrl}/${wabaId}/flows`;
    const created = await curl(address, '--form', 'name=Made by curl', '--form', 'categories=["OTHER"]');
    const { id } = JSON.parse(created) as { id: string };
    const assets = `${one.baseUrl}/v26.0/${id}/assets`;
    const answers = [created];
    for (const file of [sample, large]) {
      const form = [`file=@${file};type=application/json`, 'name=flow.json', 'asset_type=FLOW_JSON'];
      const answer = await curl(assets, ...form.flatMap((part) => ['--form', part]));
      expect(JSON.parse(answer)).toEqual({ success: true, validation_errors: [] });
      answers.push(answer);
    }
    const listed = await curl(assets);
    const { data } = JSON.parse(listed) as { data: [{ download_url: string }] };
    const download = await fetch(data[0].download_url);
    expect((await download.text()) === (await readFile(large, 'utf8'))).toBe(true);
    return [...answers, listed].join('\n');
  });
  expectKept(watched, 4);
});
