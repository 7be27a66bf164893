/** The pace at which a credential is used and looked at, which all instances keep together. */
import { database } from '../db.ts';

/**
 * How far apart inspections that Flowkeep makes by itself are, in seconds: a little less than the minute for which an
 * instance remembers its own, so that the two never take turns in refusing.
 */
const inspectedEverySeconds = 58;

/** Lets no instance use a credential for so many seconds; less than is left of a pause changes nothing. */
export async function pauseEverywhere(credentialId: string, seconds: number): Promise<void> {
  await database().$executeRaw`
    UPDATE credential SET paused_until = now() + make_interval(secs => ${seconds})
    WHERE id = ${credentialId}::uuid
      AND (paused_until IS NULL OR paused_until < now() + make_interval(secs => ${seconds}))`;
}

/** Takes the turn to inspect a credential because of a use. @returns whether no instance has just had it */
export async function takeInspection(credentialId: string): Promise<boolean> {
  const count = await database().$executeRaw`
    UPDATE credential SET self_inspected_at = now()
    WHERE id = ${credentialId}::uuid
      AND (self_inspected_at IS NULL
           OR self_inspected_at < now() - make_interval(secs => ${inspectedEverySeconds}))`;
  return count > 0;
}
