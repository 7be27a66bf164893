/** `npm run flowkeep -- <command>`: the operator's commands. They work whether or not the server runs. */
import { parseArgs } from 'node:util';
import { insertApiKey } from '../lib/access/keys/api-key-store.ts';
import { createPerson } from '../lib/access/people/person-store.ts';
import { emailSchema, passwordSchema, personNameSchema } from '../lib/access/sign-in/schema.ts';
import { isApiKeyScope } from '../lib/api-key.ts';
import { startAnchoring } from '../lib/audit/anchor/checkpoint.ts';
import { Problem, problemStatus } from '../lib/errors.ts';
import { startWorker } from '../lib/job/worker.ts';
import { inTransaction } from '../lib/transaction.ts';
import { acceptAudit, anchorPlace, auditRole, verifyAudit } from './audit-commands.ts';
import { loadEnvironmentFile, operatorSentence, startUp } from './start-up.ts';
import { UsageError } from './usage-error.ts';

const usage = `Usage: npm run flowkeep -- <command>

  key create --name NAME --scope manage|use [--scope …] [--days N]
      Makes an API key and prints it, this once.
  person create --email ADDRESS --name NAME [--role admin|member]
      Makes an account; the password is read from FLOWKEEP_PASSWORD or standard input.
  worker
      Does the background work until it is stopped; the server does it too, this is for doing more or elsewhere.
  audit verify [--anchors FILE]
      Checks the chain of the audit trail, and compares it with its anchors outside the database; FILE is a copy of
      them, or a log. Exit code 0: all fits. 1: something was changed. 3: nothing outside the database can tell, or
      nothing in FILE.
  audit accept --reason TEXT
      After a backup was restored: lets the audit trail count as it stands, which is recorded in it.
  audit role NAME [--apply]
      Prints the SQL that confines a role to appending to the audit trail; --apply runs it. Run it as the owner.
`;

const operator = {
  actor: { kind: 'operator' as const, id: null, name: 'operator' },
  requestId: null,
  address: null,
};

async function createKey(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      name: { type: 'string' },
      scope: { type: 'string', multiple: true },
      days: { type: 'string' },
    },
  });
  const name = personNameSchema.safeParse(values.name);
  if (!name.success) throw new UsageError('Give the key a name: --name "nightly import".');
  const scopes = [...new Set(values.scope ?? [])].filter(isApiKeyScope);
  if (scopes.length === 0 || scopes.length !== new Set(values.scope).size) {
    throw new UsageError('Give the key a scope: --scope manage, --scope use, or both.');
  }
  if (values.days !== undefined && !/^[1-9]\d{0,3}$/.test(values.days)) {
    throw new UsageError('--days is a whole number from 1 to 9999.');
  }
  const expiresAt = values.days ? new Date(Date.now() + Number(values.days) * 86_400_000) : null;
  const input = { name: name.data, scopes, credentialIds: 'all' as const, expiresAt };
  const { key } = await inTransaction((client) => insertApiKey(client, operator, input));
  console.log(key);
}

async function readPassword(): Promise<string> {
  if (process.env.FLOWKEEP_PASSWORD) return process.env.FLOWKEEP_PASSWORD;
  if (process.stdin.isTTY) console.error('Type the password, then Enter and Ctrl-D:');
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) text += chunk;
  return text.replace(/\r?\n$/, '');
}

async function createAccount(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      email: { type: 'string' },
      name: { type: 'string' },
      role: { type: 'string', default: 'member' },
    },
  });
  const email = emailSchema.safeParse(values.email);
  const name = personNameSchema.safeParse(values.name);
  if (!email.success) throw new UsageError('Give an e-mail address: --email ada@example.com.');
  if (!name.success) throw new UsageError('Give a name: --name "Ada Lovelace".');
  const { role } = values;
  if (role !== 'admin' && role !== 'member') throw new UsageError('--role is admin or member.');
  const password = passwordSchema.safeParse(await readPassword());
  if (!password.success) throw new UsageError(password.error.issues[0]?.message ?? 'Give a password.');
  try {
    await createPerson(operator, { email: email.data, name: name.data, password: password.data, role });
  } catch (error) {
    if (!(error instanceof Problem) || problemStatus[error.code] !== 409) throw error;
    throw new UsageError(error.message);
  }
  console.log(`${email.data} can sign in as ${role}.`);
}

/** Runs until SIGINT or SIGTERM. */
async function work(): Promise<void> {
  const told = new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
  });
  const anchoring = await startAnchoring(await anchorPlace());
  const worker = await startWorker();
  console.log('The worker is ready.');
  await told;
  await worker.stop();
  await anchoring.stop();
}

const commands: Record<string, (args: string[]) => Promise<void>> = {
  'key create': createKey,
  'person create': createAccount,
  'audit verify': verifyAudit,
  'audit accept': (args) => acceptAudit(operator, args),
  'audit role': auditRole,
  worker: work,
};

async function main([noun, verb, ...args]: string[]): Promise<void> {
  const command = commands[verb === undefined ? `${noun}` : `${noun} ${verb}`];
  if (!command) {
    console.error(usage);
    process.exitCode = noun === undefined || noun === 'help' || noun === '--help' ? 0 : 2;
    return;
  }
  loadEnvironmentFile();
  process.env.LOG_LEVEL ??= 'warn';
  const { stop } = await startUp();
  try {
    await command(args);
  } finally {
    await stop();
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const wrongWords =
    error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  const sentence =
    error instanceof UsageError || wrongWords ? (error as Error).message : operatorSentence(error);
  console.error(sentence ?? error);
  process.exitCode = 1;
}
process.exit();
