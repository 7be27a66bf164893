/** Reading the chain from its beginning, a batch at a time, and forming every hash again, outside of the database. */
import { createHash } from 'node:crypto';
import { type DatabaseClient, database } from '../db.ts';

const batch = 2_000;

type Asked = Pick<DatabaseClient, '$queryRaw'>;

interface Row {
  seq: bigint;
  previousHash: string;
  hash: string;
  /** What the hash covers: every column but itself, as the text of one JSON array of texts (see the migration). */
  covered: string;
}

export interface ChainEnd {
  seq: number;
  hash: string;
}

export interface Chain {
  /** The last event; number 0 and a hash of zeros where there is none. */
  end: ChainEnd;
  /** The first event that was changed, or whose neighbour before it is gone, or the place of one gone from the end. */
  firstBreak: number | null;
}

/** One text a row, made where the columns are: a column each would take several times as long. */
function readRows(client: Asked, after: number): Promise<Row[]> {
  return client.$queryRaw<Row[]>`
    SELECT seq, previous_hash AS "previousHash", hash, pg_catalog.jsonb_build_array(
      seq::text, pg_catalog.to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS'),
      request_id, address, actor_kind, actor_id, actor_name, action, outcome,
      target_kind, target_id, target_name, details::text, previous_hash)::text AS covered
    FROM audit_event WHERE seq > ${after} ORDER BY seq LIMIT ${batch}`;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

async function readHead(client: Asked): Promise<ChainEnd | null> {
  const [row] = await client.$queryRaw<{ seq: bigint; hash: string }[]>`SELECT seq, hash FROM audit_head`;
  return row ? { seq: Number(row.seq), hash: row.hash } : null;
}

/** Every event in its order, a batch at a time. */
async function* events(client: Asked): AsyncGenerator<Row> {
  let last = 0;
  for (let rows = await readRows(client, last); rows.length > 0; rows = await readRows(client, last)) {
    yield* rows;
    last = Number(rows.at(-1)?.seq);
  }
}

/**
 * Reads the whole chain; it may grow meanwhile. None of the database's own functions is asked: whoever may replace
 * them could let them say anything.
 * @param visit gets each event's number and hash, in their order
 */
export async function readChain(
  visit: (event: ChainEnd) => void,
  client: Asked = database(),
): Promise<Chain> {
  const headBefore = await readHead(client);
  let end: ChainEnd = { seq: 0, hash: '0'.repeat(64) };
  let firstBreak: number | null = null;
  let headSeen = headBefore?.seq === 0 && headBefore.hash === end.hash;
  for await (const row of events(client)) {
    const event = { seq: Number(row.seq), hash: row.hash };
    const follows = event.seq === end.seq + 1 && row.previousHash === end.hash;
    if (!follows || row.hash !== sha256(row.covered)) firstBreak ??= event.seq;
    headSeen ||= event.seq === headBefore?.seq && event.hash === headBefore.hash;
    visit(event);
    end = event;
  }
  const headAfter = await readHead(client);
  const grown = headAfter !== null && headAfter.seq > end.seq;
  const headLast = headAfter?.seq === end.seq && headAfter.hash === end.hash;
  if (!headSeen || !(grown || headLast)) firstBreak ??= end.seq + 1;
  return { end, firstBreak };
}
