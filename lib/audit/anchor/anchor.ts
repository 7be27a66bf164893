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
  /** When it was made, by the clock of the machine that made it. */
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

/** The anchor in a line of Flowkeep's log, as a line of its own; null when the line tells of something else. */
export function anchorInLog(line: string): string | null {
  if (!line.includes('"anchor"')) return null;
  const parsed = z.object({ anchor: z.unknown() }).safeParse(parse(line));
  return parsed.success ? JSON.stringify(parsed.data.anchor) : null;
}
