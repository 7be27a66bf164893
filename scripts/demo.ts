/** `npm run demo`: Flowkeep on the sandbox, with sample data of its own and an account that the pages show. */
import { join } from 'node:path';
import { startSandbox } from '../sandbox/server.ts';
import { seedDemo } from './demo-data.ts';
import { runServer } from './server.ts';

const sandbox = await startSandbox();

// A demonstration never touches real data: neither the operator's database nor the operator's keys.
for (const name of ['DATABASE_URL', 'VAULT_KEYS', 'VAULT_KEYS_FILE', 'NEXTAUTH_SECRET', 'AUDIT_ANCHOR_FILE'])
  delete process.env[name];
Object.assign(process.env, {
  FLOWKEEP_DEMO: '1',
  DATA_DIR: process.env.DATA_DIR ? join(process.env.DATA_DIR, 'demo') : '.data-demo',
  GRAPH_BASE_URL: sandbox.url,
  ADMIN_EMAIL: 'demo@flowkeep.example',
  ADMIN_PASSWORD: 'just-a-demonstration',
});

await runServer({ prepare: seedDemo });
