/** Rolling back: a retired token takes its place again, with what was known of it. Nothing is opened or asked. */
import { type Caller, demand } from '../access/actor.ts';
import type { DatabaseClient } from '../db.ts';
import { Problem } from '../errors.ts';
import { changeCredential, type Expected } from './change.ts';
import { readCredential } from './look/read.ts';
import type { Tile } from './look/tile.ts';
import { retireToken } from './retire.ts';
import { factsOf } from './token-facts.ts';

const permission = 'credential.replace_token';

async function retiredToken(client: DatabaseClient, credentialId: string, version: number | undefined) {
  const retired = await client.retiredToken.findFirst({
    where: { credentialId, destroyAfter: { gt: new Date() }, ...(version ? { version } : {}) },
    orderBy: { retiredAt: 'desc' },
  });
  if (retired) return { version: retired.version, facts: factsOf(retired.facts) };
  throw new Problem(
    'nothing_to_roll_back',
    version
      ? 'The token of this version is gone. Replace the token with a new one.'
      : 'There is no earlier token any more. Replace the token with a new one.',
  );
}

/**
 * Puts a retired token back; the one in use becomes a retired one, so that this can be undone too.
 * `version`: which; without it, the one that was retired last.
 * @throws Problem `forbidden`, `not_found`, `version_conflict` or `nothing_to_roll_back`
 */
export async function rollBackToken(
  caller: Caller,
  id: string,
  version: number | undefined,
  expected: Expected,
): Promise<Tile> {
  demand(caller.actor, permission);
  await readCredential(caller.actor, id);
  return changeCredential(caller, { id, permission, expected }, async (client, row) => {
    const retired = await retiredToken(client, id, version);
    await retireToken(client, row, caller.actor.name);
    await client.retiredToken.deleteMany({ where: { credentialId: id, version: retired.version } });
    return {
      data: { ...retired.facts, tokenVersion: retired.version },
      event: {
        action: 'credential.rolled_back',
        outcome: 'done',
        target: { kind: 'credential', id, name: row.name },
        details: {
          version: retired.version,
          previousVersion: row.tokenVersion,
          fingerprint: retired.facts.tokenFingerprint,
          previousFingerprint: row.tokenFingerprint,
          wabaId: retired.facts.wabaId,
        },
      },
    };
  });
}
