#!/usr/bin/env bash
# @great-detail/whatsapp 9.2.0: `graphVersion: 'v26.0'` is left out of the address, without a word; the call goes out
# unversioned, and Meta then takes the app's oldest usable version. With a slash at the end ('v26.0/') it is there.
# Output seen (Node 24.21): v26.0 -> /106540352242922/messages, v26.0/ -> /v26.0/106540352242922/messages
# Source: run here against a server on loopback; the package joins base, version and path by the rules of relative URLs,
# where the last segment of a base without a slash at its end is replaced (RFC 3986 §5.2.3).
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @great-detail/whatsapp@9.2.0
cat > run.mjs <<'JS'
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import Client from '@great-detail/whatsapp';

const paths = [];
const server = createServer((request, response) => {
  paths.push(request.url);
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"messages":[{"id":"wamid.x"}]}');
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
for (const graphVersion of ['v26.0', 'v26.0/']) {
  const sdk = new Client({
    baseUrl: `http://127.0.0.1:${server.address().port}/`,
    graphVersion,
    request: { headers: { Authorization: 'Bearer token' } },
  });
  await sdk.message.createMessage({ phoneNumberID: '106540352242922', to: '16505551234', type: 'text', text: { body: 'x' } });
  console.log(graphVersion, '->', paths.at(-1));
}
server.close();
assert.deepEqual(paths, ['/106540352242922/messages', '/v26.0/106540352242922/messages']);
JS
node run.mjs
