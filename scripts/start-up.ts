/** What every command that touches the data does first: environment, database, secrets, keys. */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AnchorFileError } from '../lib/audit/anchor/anchor-file.ts';
import {
  isVirgin,
  KeyTableError,
  keysMissing,
  matchKeysWithData,
} from '../lib/credential/sealed/key-table.ts';
import { closeDatabase } from '../lib/db.ts';
import { completeEnvironment, type Environment, EnvironmentError, readEnvironment } from '../lib/env.ts';
import { parseGraphBaseUrl } from '../lib/graph/call/address.ts';
import { log } from '../lib/log.ts';
import { createKeyFile } from '../lib/vault/key-file.ts';
import { KeyRingError } from '../lib/vault/key-ring.ts';
import { openDatabase } from '../prisma/database.ts';
import { DatabaseError } from '../prisma/database-error.ts';
import { sessionSecretIn } from './session-secret.ts';

/** The errors that are meant for the operator: printed as one sentence, without a stack. */
export function operatorSentence(error: unknown): string | null {
  const known = [EnvironmentError, DatabaseError, KeyTableError, KeyRingError, AnchorFileError];
  return known.some((kind) => error instanceof kind) && error instanceof Error ? error.message : null;
}

/** Reads `.env` of the project, if there is one; what the shell set wins. */
export function loadEnvironmentFile(): void {
  if (existsSync('.env')) process.loadEnvFile('.env');
}

async function keyFilePath(env: Environment, dataDir: string): Promise<string | null> {
  if (env.vaultKeys) return null;
  if (env.vaultKeysFile) return env.vaultKeysFile;
  const path = join(dataDir, 'vault-keys');
  const virgin = existsSync(path) || (await isVirgin());
  // Looked at again, since another start may have made the file, and sealed with it, in the meantime.
  if (!virgin && !existsSync(path)) {
    throw await keysMissing(`${path} is gone, but sealed data exists.`);
  }
  if (!existsSync(path)) await createKeyFile(path);
  return path;
}

/**
 * Brings up the data: checks the environment, starts and migrates the database, loads and checks the keys.
 * @returns what takes it down again
 * @throws an error for which `operatorSentence` has the sentence
 */
export async function startUp(): Promise<{ env: Environment; stop(): Promise<void> }> {
  const env = readEnvironment();
  const graph = parseGraphBaseUrl(env.graphBaseUrl);
  if (!graph) {
    throw new EnvironmentError(
      'GRAPH_BASE_URL must be https://graph.facebook.com, or http:// on localhost, 127.0.0.1 or [::1].',
    );
  }
  const dataDir = resolve(env.dataDir);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const base = await openDatabase({
    ...(env.databaseUrl ? { databaseUrl: env.databaseUrl } : {}),
    dataDir,
    log: (message) => log().info(message),
  });
  const stop = async () => {
    await closeDatabase();
    await base.stop();
  };
  try {
    completeEnvironment({
      DATABASE_URL: base.url,
      FLOWKEEP_DATABASE_POOLED: base.pooled ? '1' : '',
      DATA_DIR: dataDir,
      NEXTAUTH_SECRET: env.sessionSecret ?? (await sessionSecretIn(dataDir)),
      NEXTAUTH_URL: env.appUrl,
    });
    const keyFile = await keyFilePath(env, dataDir);
    const complete = completeEnvironment(keyFile ? { VAULT_KEYS_FILE: keyFile } : {});
    await matchKeysWithData();
    return { env: complete, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
