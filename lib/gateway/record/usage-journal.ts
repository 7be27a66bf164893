/**
 * Uses on their way into the audit trail: written in batches, kept in memory while they can't be, and no new use
 * is accepted once the oldest of them has waited for a second.
 */
import type { Use } from './use.ts';

/** How often a use that waits looks whether it may begin. */
const lookAgainMs = 20;

interface Options {
  /** How long a use waits for others; how many need not wait; how many are written at once at most. */
  everyMs?: number;
  batch?: number;
  largest?: number;
  /** For how long uses may be accepted while none can be written; and how many wait at most, whatever happens. */
  worthMs?: number;
  most?: number;
  /** Whether an error says that nothing can be written now, rather than that these uses can't. */
  isAway?: (error: unknown) => boolean;
  /** Settles one use that may be one that can't be written. @throws where nothing can be */
  settle?: (use: Use) => Promise<void>;
  /** Called when uses can't be written any more, and when they can again; not for each attempt in between. */
  onFailing?: (error: unknown) => void;
  onRecovered?: (written: number) => void;
  now?: () => number;
}

export class UsageJournal {
  readonly #write: (uses: readonly Use[]) => Promise<void>;
  readonly #options: Required<Options>;
  /** The oldest first, those of the batch that is being written included. */
  #waiting: { use: Use; since: number }[] = [];
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> | null = null;
  #failing = false;
  /** How often in a row the first batch was refused although the database was there. */
  #refusals = 0;

  constructor(write: (uses: readonly Use[]) => Promise<void>, options: Options = {}) {
    this.#write = write;
    this.#options = {
      everyMs: 200,
      batch: 200,
      largest: 500,
      worthMs: 1_000,
      most: 10_000,
      isAway: () => true,
      settle: (use) => write([use]),
      onFailing: () => undefined,
      onRecovered: () => undefined,
      now: () => performance.now(),
      ...options,
    };
  }

  /** Whether another use may begin: what is unwritten is less than a second's worth. */
  get accepts(): boolean {
    const { worthMs, most, now } = this.#options;
    const oldest = this.#waiting[0];
    return (!oldest || now() - oldest.since < worthMs) && this.#waiting.length < most;
  }

  /** Waits, for a second at most, until another use may begin. @returns whether it may */
  async ready(waitMs = this.#options.worthMs): Promise<boolean> {
    if (this.accepts) return true;
    const { now } = this.#options;
    for (const end = now() + waitMs; !this.accepts && now() < end; ) {
      await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
    }
    return this.accepts;
  }

  /** Takes a use that has ended; it is never turned away. */
  add(use: Use): void {
    this.#waiting.push({ use, since: this.#options.now() });
    if (this.#writing) return;
    if (this.#waiting.length >= this.#options.batch) this.#start();
    else this.#timer ??= setTimeout(() => this.#start(), this.#options.everyMs);
  }

  /** Writes what waits, trying for some seconds. @returns how many could not be written */
  async close(tryMs = 5_000): Promise<number> {
    const end = Promise.withResolvers<void>();
    const limit = setTimeout(end.resolve, tryMs);
    let ended = false;
    void end.promise.then(() => {
      ended = true;
    });
    while (this.#waiting.length > 0 && !ended) {
      const before = this.#waiting.length;
      this.#start();
      await Promise.race([this.#writing, end.promise]);
      if (this.#waiting.length >= before) await Promise.race([this.#pause(), end.promise]);
    }
    clearTimeout(limit);
    if (this.#timer) clearTimeout(this.#timer);
    return this.#waiting.length;
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, this.#options.everyMs));
  }

  #start(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#writing ??= this.#writeBatch();
  }

  /**
   * Writes uses together. Where that is refused a second time, one of them may be at fault, and would hold up all
   * others for ever: each is settled by itself.
   */
  async #writeOrSettle(uses: readonly Use[]): Promise<void> {
    const { isAway, settle } = this.#options;
    try {
      await this.#write(uses);
      this.#waiting = this.#waiting.slice(uses.length);
    } catch (error) {
      this.#refusals = isAway(error) ? 0 : this.#refusals + 1;
      if (this.#refusals < 2) throw error;
      for (const use of uses) {
        await settle(use);
        this.#waiting = this.#waiting.slice(1);
      }
    }
    this.#refusals = 0;
  }

  async #writeBatch(): Promise<void> {
    const batch = this.#waiting.slice(0, this.#options.largest);
    try {
      await this.#writeOrSettle(batch.map(({ use }) => use));
      if (this.#failing) this.#options.onRecovered(batch.length);
      this.#failing = false;
    } catch (error) {
      if (!this.#failing) this.#options.onFailing(error);
      this.#failing = true;
    }
    this.#writing = null;
    if (this.#waiting.length >= this.#options.batch && this.accepts) this.#start();
    else if (this.#waiting.length > 0) {
      this.#timer ??= setTimeout(() => this.#start(), this.#options.everyMs);
    }
  }
}
