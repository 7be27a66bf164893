#!/usr/bin/env bash
# Spectral 6.16.3, ruleset spectral:oas: in a document of OpenAPI 3.1 an operation that names a role for a security scheme
# of type `http` (bearer) is warned of by oas3-operation-security-defined: the role "must be listed among scopes". Such a
# scheme has no member in which scopes could be listed, and 3.1 allows names of roles there for every type of scheme.
# Output seen (Node 24.21): bearer with a role: oas3-operation-security-defined / bearer with none: no warning
# Source: run here; OpenAPI 3.1.0, section 4.8.30, Security Requirement Object (3.0 demanded an empty list).
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @stoplight/spectral-cli@6.16.3 node@24.21.0
echo 'extends: ["spectral:oas"]' > .spectral.yaml
cat > run.mjs <<'JS'
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

const contact = { name: 'Somebody', url: 'https://example.com', email: 'somebody@example.com' };
const document = (roles) => ({
  openapi: '3.1.0',
  info: { title: 'Things', version: '1', description: 'Things.', contact },
  servers: [{ url: 'https://example.com' }],
  tags: [{ name: 'things' }],
  paths: {
    '/things': {
      get: {
        operationId: 'listThings',
        summary: 'List things',
        description: 'All of them.',
        tags: ['things'],
        responses: { 200: { description: 'Done' } },
        security: [{ key: roles }],
      },
    },
  },
  components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
});

function warned(roles) {
  writeFileSync('openapi.json', JSON.stringify(document(roles)));
  const { stdout } = spawnSync('node_modules/.bin/spectral', ['lint', '--quiet', '--format', 'json', 'openapi.json']);
  const text = String(stdout);
  return JSON.parse(text.slice(text.indexOf('['), text.lastIndexOf(']') + 1)).map(({ code, message }) => [code, message]);
}

const [role, none] = [warned(['manage']), warned([])];
console.log(`bearer with a role: ${role.map(([code]) => code)} / bearer with none: ${none.map(([code]) => code).join() || 'no warning'}`);
assert.deepEqual(role, [['oas3-operation-security-defined', '"manage" must be listed among scopes.']]);
assert.deepEqual(none, []);
JS
node_modules/.bin/node run.mjs
