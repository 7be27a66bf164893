/** Whether the audit trail is what it was: its chain in itself, and the chain against the anchors outside. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { type ChainEnd, readChain } from '../chain.ts';
import { type Anchor, type AnchorKeys, anchorInLog, readAnchor } from './anchor.ts';
import { readAnchorLines } from './anchor-file.ts';
import type { AnchorPlace } from './checkpoint.ts';

export interface Verdict {
  /** `changed`: something was rewritten or cut off; `unanchored`: nothing outside the database says that it wasn't. */
  kind: 'whole' | 'changed' | 'unanchored';
  /** One finding each, for the operator. */
  sentences: string[];
}

/** What one file says. */
interface Found {
  path: string;
  anchors: Anchor[];
  /** How many lines are not what Flowkeep wrote. */
  falseLines: number;
  unknownKeys: Set<string>;
}

const nothingFound = (path: string): Found => ({ path, anchors: [], falseLines: 0, unknownKeys: new Set() });

function take(found: Found, keys: AnchorKeys, line: string): void {
  const read = readAnchor(keys, line);
  if (read.kind === 'good') found.anchors.push(read.anchor);
  else if (read.kind === 'unknown_key') found.unknownKeys.add(read.key);
  else found.falseLines += 1;
}

/** The anchors of the file. */
async function findKept({ path, keys }: AnchorPlace): Promise<Found> {
  const found = nothingFound(path);
  for (const line of await readAnchorLines(path)) take(found, keys, line);
  return found;
}

/** The anchors of a copy or a log that an operator kept elsewhere. */
async function findElsewhere(path: string, keys: AnchorKeys): Promise<Found> {
  const found = nothingFound(path);
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const anchor = anchorInLog(line);
    if (anchor) take(found, keys, anchor);
  }
  return found;
}

interface Counting {
  kept: Anchor[];
  elsewhere: Anchor[];
}

/**
 * Those that still count: what was made before the trail was last accepted as it stood says nothing about it. In the
 * file the order of the lines tells, since clocks may differ; elsewhere their times do, and so they do for a file that
 * was put back to before it.
 */
function counting(kept: Anchor[], elsewhere: Anchor[]): Counting {
  const place = kept.findLastIndex((one) => one.accepted !== undefined);
  const keptAt = kept[place]?.at ?? '';
  const elsewhereAt = elsewhere.filter((one) => one.accepted !== undefined).map(({ at }) => at);
  const since = [keptAt, ...elsewhereAt].sort().at(-1) ?? '';
  return {
    kept: kept.slice(Math.max(0, place)).filter(({ at }) => keptAt === since || at >= since),
    elsewhere: elsewhere.filter(({ at }) => at >= since),
  };
}

interface Compared {
  /** The last anchor that fits, and the first that doesn't. */
  fitting: Anchor | null;
  unfitting: Anchor | null;
}

function compare(anchors: Anchor[], hashes: ReadonlyMap<number, string>): Compared {
  const fits = ({ seq, hash }: Anchor) => seq === 0 || hashes.get(seq) === hash;
  const inOrder = anchors.toSorted((a, b) => a.seq - b.seq);
  return { fitting: inOrder.findLast(fits) ?? null, unfitting: inOrder.find((one) => !fits(one)) ?? null };
}

function unfittingSentences({ fitting, unfitting }: Compared, end: ChainEnd): string[] {
  if (!unfitting) return [];
  const { seq, at } = unfitting;
  const upTo =
    fitting && fitting.seq < seq
      ? `Up to event ${fitting.seq} it fits its anchors.`
      : 'No earlier anchor fits.';
  const what =
    seq > end.seq
      ? `The end of the audit trail is missing: it ends with event ${end.seq}, but event ${seq} was anchored at ${at}. It was cut off, or the database was restored from an older backup.`
      : `The audit trail was rewritten: event ${seq} is not the one that was anchored at ${at}. Somebody changed it, or the database was restored from an older backup and used since.`;
  return [
    `${what} ${upTo}`,
    'If you restored a backup, say so: npm run flowkeep -- audit accept --reason "restored the backup of …". If not, keep the anchors, and find out who could write to the database.',
  ];
}

function wholeSentences(fitting: Anchor, count: number, end: ChainEnd): string[] {
  const since = end.seq - fitting.seq;
  const open = since > 0 ? ` The ${since} since then are chained, but not anchored yet.` : '';
  return [
    `It fits ${count} anchors outside the database, the last of event ${fitting.seq} at ${fitting.at}.${open}`,
  ];
}

function remarks({ path, falseLines, unknownKeys }: Found): string[] {
  const ids = [...unknownKeys].join(', ');
  return [
    ...(falseLines > 0
      ? [`${falseLines} lines among the anchors are not what Flowkeep wrote: ${path} was changed.`]
      : []),
    ...(ids ? [`Anchors made with the sealing key ${ids} can't be checked: it is not loaded.`] : []),
  ];
}

/** What the operator's own file was good for: silence about it would pass for a comparison. */
function elsewhereSentences({ path, anchors }: Found, count: number): string[] {
  if (anchors.length === 0) {
    return [`${path} holds no anchor that can be checked: the trail was not compared with it.`];
  }
  const before = anchors.length - count;
  const voided =
    before > 0 ? ` ${before} of them are from before it was last accepted, and count no more.` : '';
  return [`${path} holds ${anchors.length} good anchors of the trail.${voided}`];
}

/**
 * Reads the whole trail and compares it with its anchors.
 * @param elsewhere a copy of the anchors, or a log of Flowkeep, that was kept out of reach
 * @throws AnchorFileError, or an error of the database or of reading `elsewhere`
 */
export async function verifyTrail(place: AnchorPlace, elsewhere: string | null = null): Promise<Verdict> {
  const kept = await findKept(place);
  const other = elsewhere === null ? null : await findElsewhere(elsewhere, place.keys);
  const count = counting(kept.anchors, other?.anchors ?? []);
  const anchors = [...count.kept, ...count.elsewhere];
  const wanted = new Set(anchors.map(({ seq }) => seq));
  const hashes = new Map<number, string>();
  const { end, firstBreak } = await readChain(({ seq, hash }) => {
    if (wanted.has(seq)) hashes.set(seq, hash);
  });
  const compared = compare(anchors, hashes);
  const broken =
    firstBreak === null
      ? []
      : [`The audit trail was changed: event ${firstBreak} is the first that does not fit.`];
  const sentences = [
    ...broken,
    ...unfittingSentences(compared, end),
    ...remarks(kept),
    ...(other ? [...remarks(other), ...elsewhereSentences(other, count.elsewhere.length)] : []),
  ];
  const falseLines = kept.falseLines + (other?.falseLines ?? 0);
  if (firstBreak !== null || compared.unfitting || falseLines > 0) return { kind: 'changed', sentences };
  if (!compared.fitting) {
    const nothing = `The chain of ${end.seq} events is whole in itself, but there is nothing outside the database to compare it with: ${place.path} holds no anchor. Whoever may write to the database could have cut it off or rewritten it.`;
    return { kind: 'unanchored', sentences: [nothing, ...sentences] };
  }
  return {
    kind: other && count.elsewhere.length === 0 ? 'unanchored' : 'whole',
    sentences: [...wholeSentences(compared.fitting, anchors.length, end), ...sentences],
  };
}
