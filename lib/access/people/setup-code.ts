/**
 * The one-time codes that open /setup. Several instances may share a database, each with a code of its own, and any of
 * them may be asked; so a code stands in the database, and counts for as long as the process that printed it keeps
 * saying that it lives. A process that is killed says nothing any more.
 */
import { database } from '../../db.ts';
import { log } from '../../log.ts';
import { normaliseCode, randomCode, sha256 } from '../random.ts';

/** How often a process says that it lives, and after how long without that its code has ended, in milliseconds. */
export const aliveEveryMs = 2_000;
export const endsAfterMs = 10_000;

export interface SetupCode {
  code: string;
  /** Ends the code with its process. */
  end(): Promise<void>;
}

/** The clock is the database's, which all instances share. @returns whether the code is still wanted */
async function sayAlive(codeHash: string): Promise<boolean> {
  const rows = await database().$executeRaw`
    UPDATE setup_code SET ends_at = now() + ${endsAfterMs} * interval '1 ms' WHERE code_hash = ${codeHash}`;
  return rows > 0;
}

/** Makes one more code that opens /setup; every process that serves prints its own. */
export async function issueSetupCode(): Promise<SetupCode> {
  const code = randomCode();
  const codeHash = sha256(normaliseCode(code));
  await database().$executeRaw`
    INSERT INTO setup_code (code_hash, ends_at) VALUES (${codeHash}, now() + ${endsAfterMs} * interval '1 ms')`;
  const beat = setInterval(() => {
    sayAlive(codeHash).then(
      (wanted) => wanted || clearInterval(beat),
      (error: unknown) => log().debug({ err: error }, 'the set-up code was not kept'),
    );
  }, aliveEveryMs).unref();
  return {
    code,
    async end() {
      clearInterval(beat);
      await database().setupCode.deleteMany({ where: { codeHash } });
    },
  };
}

/** Whether a code is one whose process lives. */
export async function isSetupCode(code: string): Promise<boolean> {
  const codeHash = sha256(normaliseCode(code));
  const rows = await database().$queryRaw<unknown[]>`
    SELECT 1 FROM setup_code WHERE code_hash = ${codeHash} AND ends_at > now()`;
  return rows.length > 0;
}
