/** The gateway of this process: on the real database, with Graph where the environment says. */
import { inspectAfterUse } from '../credential/inspect.ts';
import { readUses } from '../credential/use-store.ts';
import { isDatabaseAway } from '../database-errors.ts';
import { environment } from '../env.ts';
import { recordRefusal } from '../http/refusal.ts';
import { log } from '../log.ts';
import { batched } from './admit/batching.ts';
import { createLimits } from './admit/limits.ts';
import { createLookup, databaseAway } from './admit/lookup.ts';
import { createOpener } from './admit/opened.ts';
import { createUpstream } from './exchange/upstream.ts';
import { createGateway, type GatewayHandler } from './gateway.ts';
import { tellAcceptance } from './record/acceptance.ts';
import { createNotice } from './record/notice.ts';
import { createSettle, keepIn } from './record/set-aside.ts';
import { sharePause } from './record/share-pause.ts';
import { UsageJournal } from './record/usage-journal.ts';
import { tryUses, writeUses } from './record/usage-store.ts';
import type { Use } from './record/use.ts';

export interface Gateway {
  handle: GatewayHandler;
  /** Writes what is not yet recorded; called when no more requests come. */
  close(): Promise<void>;
}

/** Loud, since the trail has less of this use than it should: the whole of it where no file could keep it. */
function logSetAside(use: Use, why: unknown, kept: string | null): void {
  const { requestId, credential } = use;
  const facts = { requestId, credentialId: credential?.id ?? null, err: why };
  if (kept)
    log().error({ ...facts, file: kept }, 'a use could not be recorded whole: the rest is in this file');
  else
    log().error(
      { ...facts, use },
      'a use could not be recorded whole, nor kept in a file: it is in this line',
    );
}

export function startGateway(): Gateway {
  const { graphBaseUrl, appUrl, dataDir } = environment();
  const baseUrl = new URL(graphBaseUrl);
  const upstream = createUpstream(baseUrl);
  const settle = createSettle({
    write: (uses) => writeUses(uses),
    tryOut: tryUses,
    isAway: isDatabaseAway,
    keep: keepIn(dataDir),
    onSetAside: logSetAside,
  });
  const journal = new UsageJournal((uses) => writeUses(uses), {
    isAway: isDatabaseAway,
    settle,
    onFailing: (error) =>
      log().error({ err: error }, 'uses can not be recorded; after a second none is allowed'),
    onRecovered: (written) => log().warn({ written }, 'uses can be recorded again'),
  });
  tellAcceptance(() => journal.accepts);
  const notice = createNotice(inspectAfterUse, (error, credentialId) =>
    log().warn({ err: error, credentialId }, 'an inspection after a use failed'),
  );
  const handle = createGateway({
    graphBaseUrl: baseUrl,
    appUrl,
    lookup: createLookup(batched(readUses, databaseAway), isDatabaseAway),
    open: createOpener(),
    upstream,
    limits: createLimits(),
    sharePause: (credentialId, seconds) => void sharePause(credentialId, seconds),
    journal,
    notice,
    refused: (attempt, problem) => void recordRefusal(attempt, null, problem),
  });
  const underWay = new Set<Promise<void>>();
  return {
    handle(...request) {
      const use = handle(...request).finally(() => underWay.delete(use));
      underWay.add(use);
      return use;
    },
    async close() {
      // The server has cut off what took too long; each of those calls may have reached Graph, so each is recorded.
      await Promise.allSettled(underWay);
      const lost = await journal.close();
      if (lost > 0) log().error({ lost }, 'uses could not be recorded before the end');
      upstream.close();
    },
  };
}
