/**
 * Refusals on their way into the audit trail. The first of a kind is written at once; more of the same are counted and
 * become one event a minute, so that neither a script that is stuck nor a stranger who makes noise can fill the trail.
 */
import { isIPv6 } from 'node:net';
import type { AuditCaller, RefusalDetails } from './event.ts';
import type { AuditEntry } from './store.ts';

export interface Refusal {
  caller: AuditCaller;
  details: Omit<RefusalDetails, 'count'>;
}

interface Options {
  /** How often what was counted is written, and how many kinds are counted at once; others are written one by one. */
  everyMs?: number;
  most?: number;
  /** From how many networks strangers are told apart; those beyond count together. */
  mostNetworks?: number;
  /** How many calls with ended keys are told apart by network; those beyond count together, key by key. */
  mostEnded?: number;
  /** Called when events can't be written; they are tried again with the next ones. */
  onFailing?: (error: unknown) => void;
}

/** How many different ids one event names. */
const idsKept = 10;

/** Refusals of one kind that are not written yet, and what the first of them was. */
interface Counted {
  refusal: Refusal;
  count: number;
  ids: Set<string>;
}

/** Whom an address belongs to as far as one can tell: of IPv6 somebody has a /64 (RFC 6177), not one address. */
export function networkOf(address: string | null): string {
  if (!address || !isIPv6(address) || address.includes('.')) return address ?? '';
  const [head = '', tail] = address.split('::', 2);
  const left = head === '' ? [] : head.split(':');
  const right = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? [] : Array(8 - left.length - right.length).fill('0');
  return [...left, ...zeros, ...right].slice(0, 4).join(':');
}

export class RefusalLog {
  readonly #write: (entries: readonly AuditEntry[]) => Promise<void>;
  readonly #options: Required<Options>;
  readonly #counted = new Map<string, Counted>();
  #timer: NodeJS.Timeout | null = null;

  constructor(write: (entries: readonly AuditEntry[]) => Promise<void>, options: Options = {}) {
    this.#write = write;
    this.#options = {
      everyMs: 60_000,
      most: 5_000,
      mostNetworks: 50,
      mostEnded: 500,
      onFailing: () => undefined,
      ...options,
    };
  }

  /** Takes a refusal; the first of its kind is in the trail when this resolves. It never rejects. */
  async add(refusal: Refusal): Promise<void> {
    const { kind, first } = this.#kindOf(refusal);
    const known = this.#counted.get(kind);
    const counted = known ?? { refusal: first, count: 0, ids: new Set<string>() };
    counted.count += 1;
    for (const id of refusal.details.ids) if (counted.ids.size < idsKept) counted.ids.add(id);
    if (known) return;
    if (this.#counted.size < this.#options.most) this.#remember(kind, counted);
    await this.#writeOut([counted]);
  }

  /** Writes what is counted. @returns how many refusals could not be written */
  async close(): Promise<number> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    await this.#writeOut([...this.#counted.values()]);
    return [...this.#counted.values()].reduce((sum, { count }) => sum + count, 0);
  }

  /**
   * What counts as the same: of somebody known, the same call; of strangers, whatever comes from one network; with a
   * key that has ended, the same call from one network, as anybody may have the key.
   */
  #kindOf(refusal: Refusal): { kind: string; first: Refusal } {
    const { caller, details } = refusal;
    const { actor, address } = caller;
    const { method, route, code, key } = details;
    if (actor.id !== null && key === null) {
      return { kind: ['known', actor.kind, actor.id, method, route, code].join(' '), first: refusal };
    }
    const whose = actor.id === null ? 'stranger' : 'ended';
    const what = actor.id === null ? [code, key] : [actor.id, method, route, code];
    const kind = [whose, networkOf(address), ...what].join(' ');
    const most = whose === 'ended' ? this.#options.mostEnded : this.#options.mostNetworks;
    if (this.#counted.has(kind) || this.#countOf(whose) < most) return { kind, first: refusal };
    const first = { caller: { ...caller, address: null, requestId: null }, details };
    return { kind: [whose, '*', ...what].join(' '), first };
  }

  #remember(kind: string, counted: Counted): void {
    this.#counted.set(kind, counted);
    this.#timer ??= setTimeout(() => void this.#tick(), this.#options.everyMs).unref();
  }

  #countOf(whose: string): number {
    return [...this.#counted.keys()].filter((kind) => kind.startsWith(`${whose} `)).length;
  }

  async #tick(): Promise<void> {
    this.#timer = null;
    this.#forgetQuiet();
    await this.#writeOut([...this.#counted.values()]);
    if (this.#counted.size > 0) {
      this.#timer ??= setTimeout(() => void this.#tick(), this.#options.everyMs).unref();
    }
  }

  /** Forgets kinds of which nothing came since they were last written: their next one is a first one. */
  #forgetQuiet(): void {
    for (const [kind, { count }] of this.#counted) if (count === 0) this.#counted.delete(kind);
  }

  async #writeOut(all: readonly Counted[]): Promise<void> {
    const due = all.filter(({ count }) => count > 0);
    if (due.length === 0) return;
    const taken = due.map((counted) => {
      const { count, ids, refusal } = counted;
      Object.assign(counted, { count: 0, ids: new Set<string>() });
      return { counted, count, ids, refusal };
    });
    try {
      await this.#write(
        taken.map(({ refusal: { caller, details }, count, ids }) => ({
          caller,
          event: {
            action: 'access.refused',
            outcome: 'refused',
            target: null,
            details: { ...details, ids: [...ids], count },
          },
        })),
      );
    } catch (error) {
      for (const { counted, count, ids } of taken) {
        counted.count += count;
        counted.ids = new Set([...ids, ...counted.ids].slice(0, idsKept));
      }
      this.#options.onFailing(error);
    }
  }
}
