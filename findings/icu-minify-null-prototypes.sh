#!/usr/bin/env bash
# icu-minify 4.15.0 (the compiler of use-intl's messages): a message with `plural` or `select` compiles into arrays that
# hold objects without a prototype, one without them into plain arrays and texts. JSON makes no difference between the
# two, React does: react-server-dom-webpack 19.3.1 refuses such a message as a prop of a client component, so a page
# works until somebody adds the first plural to it. A copy through JSON is taken.
# Output seen (Node 24.21): text taken / value taken / plural refused / select refused / plural through JSON taken
# Source: run here; React names the reason itself: "Classes or null prototypes are not supported."
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --legacy-peer-deps icu-minify@4.15.0 react@19.3.1 react-dom@19.3.1 \
  react-server-dom-webpack@19.3.1 node@24.21.0
cat > run.mjs <<'JS'
import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import compile from 'icu-minify/compile';
import { createElement } from 'react';
import { registerClientReference, renderToPipeableStream } from 'react-server-dom-webpack/server';

const Shown = registerClientReference({}, 'shown.js', 'Shown');
const modules = { 'shown.js#Shown': { id: 'shown', chunks: [], name: 'Shown' }, 'shown.js': { id: 'shown', chunks: [], name: '*' } };

/** What React says of a message that a server component hands to a client component; null when it takes it. */
function refusal(message) {
  return new Promise((resolve) => {
    let error = null;
    const stream = renderToPipeableStream(createElement(Shown, { message }), modules, {
      onError: (thrown) => {
        error = thrown.message;
      },
    });
    stream.pipe(new Writable({ write: (_chunk, _encoding, done) => done() })).on('finish', () => resolve(error));
  });
}

const plural = compile('{n, plural, one {# key} other {# keys}}');
const messages = {
  text: compile('Keys'),
  value: compile('Keys of {name}'),
  plural,
  select: compile('{role, select, admin {Admin} other {Member}}'),
  'plural through JSON': JSON.parse(JSON.stringify(plural)),
};
const seen = [];
for (const [name, message] of Object.entries(messages)) {
  const reason = await refusal(message);
  if (reason) assert.match(reason, /null prototypes are not supported/);
  seen.push(`${name} ${reason ? 'refused' : 'taken'}`);
}
console.log(seen.join(' / '));
assert.deepEqual(seen, ['text taken', 'value taken', 'plural refused', 'select refused', 'plural through JSON taken']);
JS
node_modules/.bin/node --conditions react-server run.mjs
