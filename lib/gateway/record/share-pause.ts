/** Telling the other instances that Meta is about to limit an account. */
import { pauseEverywhere } from '../../credential/shared-pace.ts';
import { log } from '../../log.ts';

/** Writes a pause where every use looks; it never rejects, for the answer that told of it is given in any case. */
export async function sharePause(credentialId: string, seconds: number): Promise<void> {
  try {
    await pauseEverywhere(credentialId, seconds);
  } catch (error) {
    log().warn(
      { err: error, credentialId },
      'a pause that Meta asks for could not be told to other instances',
    );
  }
}
