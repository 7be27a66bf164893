/** Keeping anchors: at the start, every minute in which something was appended, and at the end. */
import type { DatabaseClient } from '../../db.ts';
import { log, logAlways } from '../../log.ts';
import { inTransaction } from '../../transaction.ts';
import { type Anchor, type AnchorKeys, makeAnchor, readAnchor } from './anchor.ts';
import { AnchorFileError, appendAnchorLine, readAnchorLines } from './anchor-file.ts';

/** Where anchors are kept, and under which keys. */
export interface AnchorPlace {
  path: string;
  keys: AnchorKeys;
}

const everyMs = 60_000;
/** Taken by whoever reads the head for the file: of several processes with one file, each adds to the other's. */
const checkpointLock = 706_514_305;

interface Head {
  seq: number;
  hash: string;
  /** Whether the head is the end of the events, and the event of the last anchor is still the one that it was. */
  fits: boolean;
}

const zeros = '0'.repeat(64);

async function readHead(client: DatabaseClient, last: Anchor | null): Promise<Head | null> {
  const [row] = await client.$queryRaw<{ seq: bigint; hash: string; end: string; anchored: string | null }[]>`
    SELECT h.seq, h.hash,
      COALESCE((SELECT hash FROM audit_event ORDER BY seq DESC LIMIT 1), ${zeros}) AS end,
      (SELECT hash FROM audit_event WHERE seq = ${last?.seq ?? 0}) AS anchored
    FROM audit_head h`;
  if (!row) return null;
  const anchored = last === null || last.seq === 0 || row.anchored === last.hash;
  return { seq: Number(row.seq), hash: row.hash, fits: row.end === row.hash && anchored };
}

/** The last anchor of a file whose MAC is right. */
export async function lastAnchor({ path, keys }: AnchorPlace): Promise<Anchor | null> {
  for (const line of (await readAnchorLines(path)).reverse()) {
    const read = readAnchor(keys, line);
    if (read.kind === 'good') return read.anchor;
  }
  return null;
}

/** The newest time among the anchors of a file, which a server whose clock is ahead may have put anywhere in it. */
async function newestTime({ path, keys }: AnchorPlace): Promise<string | null> {
  const anchors = (await readAnchorLines(path)).map((line) => readAnchor(keys, line));
  const times = anchors.flatMap((read) => (read.kind === 'good' ? [read.anchor.at] : []));
  return times.sort().at(-1) ?? null;
}

/** Now, or just after a time that another machine's clock said: the times in a file are in the order of its lines. */
function timeAfter(before: string | null): string {
  const least = before === null ? 0 : Date.parse(before) + 1;
  return new Date(Math.max(Date.now(), least)).toISOString();
}

async function keep({ path, keys }: AnchorPlace, head: Head, at: string, accepted?: string): Promise<void> {
  const { seq, hash } = head;
  const anchor = makeAnchor(keys, { seq, hash, at, ...(accepted === undefined ? {} : { accepted }) });
  await appendAnchorLine(path, JSON.stringify(anchor));
  logAlways({ anchor }, 'the audit trail is anchored');
}

/**
 * Keeps an anchor of where the audit trail stands, if it has moved. Where it doesn't fit the last anchor, nothing is
 * kept: a new anchor would speak for what somebody has changed.
 * @returns whether the trail fits its last anchor
 * @throws AnchorFileError, or an error of the database
 */
export async function checkpoint(place: AnchorPlace): Promise<boolean> {
  // `inTransaction` may run this twice (a deadlock, a lost session): the file then has one anchor on two lines, which
  // verifies like one.
  return inTransaction(async (client) => {
    await client.$executeRaw`SELECT pg_advisory_xact_lock(${checkpointLock})`;
    const last = await lastAnchor(place);
    const head = await readHead(client, last);
    if (!head?.fits) return false;
    if (last?.seq !== head.seq || last.key !== place.keys.active) {
      await keep(place, head, timeAfter(last?.at ?? null));
    }
    return true;
  });
}

/**
 * Keeps an anchor of the trail as it stands, whatever earlier anchors say: they count no more.
 * @throws AnchorFileError, or an error of the database
 */
export async function acceptAsItStands(place: AnchorPlace, reason: string): Promise<void> {
  await inTransaction(async (client) => {
    await client.$executeRaw`SELECT pg_advisory_xact_lock(${checkpointLock})`;
    const head = await readHead(client, null);
    if (head) await keep(place, head, timeAfter(await newestTime(place)), reason);
  });
}

async function loggedCheckpoint(place: AnchorPlace): Promise<void> {
  if (await checkpoint(place)) return;
  log().error(
    { file: place.path },
    'the audit trail does not fit its last anchor: run audit verify, which says more',
  );
}

async function attempt(place: AnchorPlace): Promise<void> {
  try {
    await loggedCheckpoint(place);
  } catch (error) {
    if (error instanceof AnchorFileError) log().error(error.message);
    else log().warn({ err: { message: String(error) } }, 'the audit trail could not be anchored now');
  }
}

/**
 * Keeps anchors until it is stopped, which keeps the last one.
 * @throws AnchorFileError when the file can't be read or written at the start; later that is logged
 */
export async function startAnchoring(place: AnchorPlace): Promise<{ stop(): Promise<void> }> {
  await loggedCheckpoint(place);
  const timer = setInterval(() => void attempt(place), everyMs);
  return {
    async stop() {
      clearInterval(timer);
      await attempt(place);
    },
  };
}
