/** The rows of requests that may come again: who does the work, and what it was answered. */
import { type Database, type DatabaseClient, database } from '../db.ts';

/**
 * For how long a try that tells nothing keeps the others waiting, in seconds: longer than Graph and the locks of others
 * take. Whoever comes back later than this finds its place taken, and changes nothing.
 */
const heldSeconds = 60;
/** For how long an answer is kept, in hours. */
const keptHours = 24;

/** One try of a request. */
export interface Attempt {
  /** The request, as its row is named. */
  name: string;
  id: string;
}

export interface KeptRow {
  asked: string;
  envelope: string | null;
}

/** Takes a request's place, where nobody has it, or has had it for too long. @returns whether it was taken */
export async function takePlace({ name, id }: Attempt, asked: string): Promise<boolean> {
  const count = await database().$executeRaw`
    INSERT INTO repeatable_request AS r (name, asked, attempt, held_until)
    VALUES (${name}, ${asked}, ${id}::uuid, now() + make_interval(secs => ${heldSeconds}))
    ON CONFLICT (name) DO UPDATE
    SET asked = EXCLUDED.asked, attempt = EXCLUDED.attempt, held_until = EXCLUDED.held_until,
        key_id = NULL, envelope = NULL, created_at = now()
    WHERE (r.envelope IS NULL AND r.held_until < now())
       OR r.created_at < now() - make_interval(hours => ${keptHours})`;
  return count > 0;
}

/** What is known of a request; null where its place was given back. */
export async function findKept(name: string): Promise<KeptRow | null> {
  const [row] = await database().$queryRaw<KeptRow[]>`
    SELECT asked, envelope FROM repeatable_request WHERE name = ${name}`;
  return row ?? null;
}

/** Writes an answer. @returns whether the try still has its place; without it, nothing is written */
export async function writeAnswer(
  client: Database | DatabaseClient,
  { name, id }: Attempt,
  { keyId, envelope }: { keyId: string; envelope: string },
): Promise<boolean> {
  const count = await client.$executeRaw`
    UPDATE repeatable_request SET key_id = ${keyId}, envelope = ${envelope}
    WHERE name = ${name} AND attempt = ${id}::uuid`;
  return count > 0;
}

/** Gives a place back, but for one that has an answer: its transaction took effect, whatever was told of it. */
export async function givePlaceBack({ name, id }: Attempt): Promise<void> {
  await database().$executeRaw`
    DELETE FROM repeatable_request WHERE name = ${name} AND attempt = ${id}::uuid AND envelope IS NULL`;
}

/** Background work: forgets what was answered a day ago. */
export async function forgetAnswers(): Promise<void> {
  await database().$executeRaw`
    DELETE FROM repeatable_request WHERE created_at < now() - make_interval(hours => ${keptHours})`;
}
