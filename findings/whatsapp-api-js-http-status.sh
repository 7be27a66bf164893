#!/usr/bin/env bash
# whatsapp-api-js 6.3.0: the HTTP status of an answer is not looked at. A 429 whose JSON body has no member `error` (as
# from a gateway or proxy in front of Graph) resolves sendMessage with that body, as a sent message does; with `error`
# in it, it resolves as well, and only a look at `error` tells. One would expect a rejection, or a status in the result.
# Output seen (Node 24.21): resolved {"title":"Too many requests"} / resolved {"error":{"code":4,"message":"limit"}}
# Source: the package's own code (sendMessage returns the parsed body), run here against a server on loopback.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts whatsapp-api-js@6.3.0
cat > run.mjs <<'JS'
import assert from 'node:assert/strict';
import { WhatsAppAPI } from 'whatsapp-api-js';
import { Text } from 'whatsapp-api-js/messages';

async function answered(body) {
  const fetch = async () => Response.json(body, { status: 429 });
  const api = new WhatsAppAPI({ token: 'token', appSecret: 'secret', v: 'v26.0', ponyfill: { fetch, subtle: crypto.subtle } });
  return api.sendMessage('106540352242922', '16505551234', new Text('hello'));
}
for (const body of [{ title: 'Too many requests' }, { error: { code: 4, message: 'limit' } }]) {
  const result = await answered(body);
  console.log('resolved', JSON.stringify(result));
  assert.deepEqual(result, body);
}
JS
node run.mjs
