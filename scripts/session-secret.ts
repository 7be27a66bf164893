/** The secret under which session cookies are encrypted, made once per data folder. */
import { randomBytes } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Reads the secret, making it first if need be; of several starts at once, all read the same one. */
export async function sessionSecretIn(dataDir: string): Promise<string> {
  const path = join(dataDir, 'session-secret');
  const made = `${path}.${randomBytes(6).toString('hex')}`;
  const existing = await readFile(path, 'utf8').catch(() => null);
  if (existing !== null) return existing.trim();
  await writeFile(made, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' });
  // A link never overwrites: the first one wins, and the file is whole when it appears.
  await link(made, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(made);
  return (await readFile(path, 'utf8')).trim();
}
