/** Runs the commands that are shown with curl itself, where there is one: what arrives is what Flowkeep sends. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LoopbackServer, listenOnLoopback } from '../../../sandbox/loopback.ts';
import { flowId, leastValues, template, templates, wabaId } from '../../connector/endpoint-testing.ts';
import { completeEnvironment } from '../../env.ts';
import { encodeCall, planRequest } from './planned-call.ts';
import { requestView } from './request-view.ts';

const run = promisify(execFile);
const hasCurl = await run('curl', ['--version']).then(
  () => true,
  () => false,
);
const credential = { id: '0199d1a2-7c3e-7b11-8a4e-2f6d5c4b3a21', apiVersion: 'v26.0' };
const resourceId = '0199d1a2-7c3e-7b11-8a4e-2f6d5c4b3a22';

interface Arrived {
  line: string;
  authorization: string | undefined;
  resource: string | string[] | undefined;
  type: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** A form's fields, with the texts of its files. */
async function formOf({ type, bytes }: Pick<Arrived, 'type' | 'bytes'>) {
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
  return Promise.all(
    [...form].map(async ([name, value]) =>
      // What a shell hands over ends with a line break.
      typeof value === 'string'
        ? [name, value]
        : [name, value.name, value.type, (await value.text()).trimEnd()],
    ),
  );
}

/** Longer than a shell takes as one argument. */
const longJson = JSON.stringify({ version: '7.1', screens: 'it’s '.repeat(40_000) });
const flowJson = '{"version":"7.1","it’s":"$(id)\\n"}';
const cases = [
  ...templates.map(({ id }) => ({ id, values: leastValues[id] ?? {} })),
  { id: 'upload-flow-json', values: { ...leastValues['upload-flow-json'], flowJson } },
  {
    id: 'create-flow',
    values: { ...leastValues['create-flow'], flowJson, name: 'Ada\'s "first" `flow` $1' },
  },
  { id: 'create-flow', values: { ...leastValues['create-flow'], flowJson: longJson } },
  { id: 'upload-flow-json', values: { flowId, flowJson: longJson } },
  { id: 'upload-flow-json', values: { flowId, flowJson: '{\n"a": "$b",\n"c":\n"\\\\"\n}' } },
  { id: 'manual-read', values: { path: '/me', query: 'fields=id,phone_numbers.limit(1){id,name}&x=[1-3]' } },
  { id: 'manual-write', values: { method: 'POST', path: '/1', query: "a={b,c}&q='$HOME'", body: '{}' } },
];

describe.skipIf(!hasCurl)('curl', () => {
  let folder: string;
  let server: LoopbackServer;
  const arrived: Arrived[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'flowkeep-curl-'));
    server = await listenOnLoopback(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { authorization, 'content-type': type = '', 'x-flowkeep-resource': resource } = request.headers;
      const line = `${request.method} ${request.url}`;
      arrived.push({ line, authorization, resource, type, bytes: new Uint8Array(Buffer.concat(chunks)) });
      response.end();
    });
    completeEnvironment({ APP_URL: server.url });
  });
  afterAll(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  test.each(cases)('sends for $id what Flowkeep sends', async ({ id, values }) => {
    arrived.length = 0;
    const found = template(id);
    const request = planRequest(found, found.schema.parse(values), wabaId, {});
    const { curl } = requestView(request, credential, resourceId);
    const env = { ...process.env, FLOWKEEP_KEY: 'fk_key' };
    const script = join(folder, 'call.sh');
    await writeFile(script, curl);
    await run('bash', [script], { cwd: folder, env });
    const { method, path, query, body } = await encodeCall(request);
    const [one, ...more] = arrived;
    if (!one) throw new Error('nothing arrived');
    const [line = '', asked = ''] = one.line.split('?');
    expect([line, more]).toEqual([`${method} /graph/${credential.id}${path}`, []]);
    expect([...new URLSearchParams(asked)]).toEqual([...new URLSearchParams(query)]);
    expect([one.authorization, one.resource]).toEqual(['Bearer fk_key', resourceId]);
    if (!body) return expect(one.bytes.byteLength).toBe(0);
    const [essence] = body.type.split(';');
    expect(one.type.split(';')[0]).toBe(essence);
    if (essence === 'application/json') return expect(one.bytes).toEqual(body.bytes);
    expect(await formOf(one)).toEqual(await formOf(body));
  });
});
