/** The gateway of this process: on the real database, with Graph where the environment says. */
import { inspectAfterUse } from '../credential/inspect.ts';
import { readUses } from '../credential/use-store.ts';
import { environment } from '../env.ts';
import { isDatabaseAway } from '../http/problem-response.ts';
import { recordRefusal } from '../http/refusal.ts';
import { log } from '../log.ts';
import { createLimits } from './admit/limits.ts';
import { createLookup, databaseAway } from './admit/lookup.ts';
import { createOpener } from './admit/opened.ts';
import { together } from './admit/together.ts';
import { createUpstream } from './exchange/upstream.ts';
import { createGateway, type GatewayHandler } from './gateway.ts';
import { createNotice } from './record/notice.ts';
import { UsageJournal } from './record/usage-journal.ts';
import { writeUses } from './record/usage-store.ts';

export interface Gateway {
  handle: GatewayHandler;
  /** Writes what is not yet recorded; called when no more requests come. */
  close(): Promise<void>;
}

const said = (error: unknown) => ({ message: error instanceof Error ? error.message : '' });

export function startGateway(): Gateway {
  const { graphBaseUrl, appUrl } = environment();
  const baseUrl = new URL(graphBaseUrl);
  const upstream = createUpstream(baseUrl);
  const journal = new UsageJournal(writeUses, {
    onFailing: (error) =>
      log().error({ err: said(error) }, 'uses can not be recorded; after a second none is allowed'),
    onRecovered: (written) => log().warn({ written }, 'uses can be recorded again'),
  });
  const notice = createNotice(inspectAfterUse, (error, credentialId) =>
    log().warn({ err: said(error), credentialId }, 'an inspection after a use failed'),
  );
  const handle = createGateway({
    graphBaseUrl: baseUrl,
    appUrl,
    lookup: createLookup(together(readUses, databaseAway), isDatabaseAway),
    open: createOpener(),
    upstream,
    limits: createLimits(),
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
