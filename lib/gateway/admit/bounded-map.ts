/** A map whose entries end: by age, whether or not anybody asks for them, and the oldest when there are too many. */

export class BoundedMap<Value> {
  readonly #entries = new Map<string, { value: Value; since: number }>();
  readonly #maxAgeMs: number;
  readonly #most: number;
  readonly #now: () => number;
  #sweeper: NodeJS.Timeout | null = null;

  constructor({
    maxAgeMs,
    most,
    now = () => performance.now(),
  }: { maxAgeMs: number; most: number; now?: (() => number) | undefined }) {
    this.#maxAgeMs = maxAgeMs;
    this.#most = most;
    this.#now = now;
  }

  get(key: string): Value | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    if (this.#now() - entry.since < this.#maxAgeMs) return entry.value;
    this.#entries.delete(key);
    return undefined;
  }

  /** Sets a value, whose age begins now. */
  set(key: string, value: Value): void {
    this.#entries.delete(key);
    this.#entries.set(key, { value, since: this.#now() });
    this.#sweeper ??= setTimeout(() => this.#sweep(), this.#maxAgeMs).unref();
    if (this.#entries.size <= this.#most) return;
    const [oldest] = this.#entries.keys();
    if (oldest !== undefined) this.#entries.delete(oldest);
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  get size(): number {
    return this.#entries.size;
  }

  #sweep(): void {
    this.#sweeper = null;
    for (const [key, { since }] of this.#entries) {
      if (this.#now() - since >= this.#maxAgeMs) this.#entries.delete(key);
    }
    if (this.#entries.size > 0) {
      this.#sweeper = setTimeout(() => this.#sweep(), this.#maxAgeMs).unref();
    }
  }
}
