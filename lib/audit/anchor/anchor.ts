/**
 * An anchor: where the audit trail stood at a moment, under a MAC of a key that the database never has. Since each
 * event holds the hash of the one before, one anchor speaks for all events up to its own.
 */
import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** Makes and checks MACs; `active` names the key of new ones. */
export interface AnchorKeys {
  readonly active: string;
  mac(id: string, text: string): string | null;
}

const anchorSchema = z.strictObject({
  /** The number and the hash of the last event; 0 and zeros while there is none. */
  seq: z.int().nonnegative(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** When it was made, by the clock of the machine that made it, and later than the anchors before it in its file. */
  at: z.iso.datetime(),
  /** Why an operator took the trail as it stood; earlier anchors say nothing about it any more. */
  accepted: z.string().optional(),
  key: z.string(),
});
export type Anchor = z.infer<typeof anchorSchema>;

const lineSchema = anchorSchema.extend({ mac: z.string() });

export type ReadAnchor =
  | { kind: 'good'; anchor: Anchor }
  | { kind: 'unknown_key'; key: string }
  | { kind: 'false' };

/** The lengths and ends of the parts can't be confused in a JSON array. */
function macOf(keys: AnchorKeys, { seq, hash, at, accepted, key }: Anchor): string | null {
  return keys.mac(key, JSON.stringify([seq, hash, at, accepted ?? null, key]));
}

/** Makes an anchor under the active key. @returns it with its MAC, for a line of JSON */
export function makeAnchor(keys: AnchorKeys, anchor: Omit<Anchor, 'key'>): z.infer<typeof lineSchema> {
  const whole = { ...anchor, key: keys.active };
  return { ...whole, mac: macOf(keys, whole) ?? '' };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** Reads a line of JSON that `makeAnchor` made, and checks its MAC. */
export function readAnchor(keys: AnchorKeys, line: string): ReadAnchor {
  const parsed = lineSchema.safeParse(parse(line));
  if (!parsed.success) return { kind: 'false' };
  const { mac, ...anchor } = parsed.data;
  const expected = macOf(keys, anchor);
  if (expected === null) return { kind: 'unknown_key', key: anchor.key };
  const [given, right] = [Buffer.from(mac), Buffer.from(expected)];
  const good = given.length === right.length && timingSafeEqual(given, right);
  return good ? { kind: 'good', anchor } : { kind: 'false' };
}

const wrapperSchema = z.object({ log: z.string() }).or(z.object({ MESSAGE: z.string() }));
const loggedSchema = z.object({ anchor: z.unknown() });

/** A line with a line of the log inside, as Docker's files (`log`) and journald's export (`MESSAGE`) have it. */
function unwrapped(parsed: unknown): string | null {
  const { data } = wrapperSchema.safeParse(parsed);
  if (!data) return null;
  return 'log' in data ? data.log : data.MESSAGE;
}

/**
 * The anchor in a line of Flowkeep's log or of a copy of its anchors, as a line of its own; null when the line tells
 * of something else. Whatever collected the log may have put words before the JSON, or the line into JSON of its own.
 */
export function anchorInLog(line: string, depth = 3): string | null {
  if (!line.includes('{')) return null;
  const parsed = parse(line.slice(line.indexOf('{')));
  if (typeof parsed !== 'object' || parsed === null) return null;
  const inner = unwrapped(parsed);
  if (inner !== null) return depth > 1 ? anchorInLog(inner, depth - 1) : null;
  if ('seq' in parsed && 'mac' in parsed) return JSON.stringify(parsed);
  const logged = loggedSchema.safeParse(parsed);
  return 'anchor' in parsed && logged.success ? JSON.stringify(logged.data.anchor) : null;
}
