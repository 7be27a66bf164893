/** A bulkhead: at most `limit` pieces of work at once, the others wait in the order they came. */

export type Release = () => void;

export class Limiter {
  readonly #limit: number;
  #running = 0;
  readonly #waiting = new Set<() => void>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Waits for a place, at most until `signal` aborts; null then. The place is held until `release` is called. */
  async enter(signal: AbortSignal): Promise<Release | null> {
    if (signal.aborted) return null;
    if (this.#running < this.#limit) this.#running += 1;
    else if (!(await this.#wait(signal))) return null;
    return () => this.#leave();
  }

  #wait(signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const turn = () => {
        signal.removeEventListener('abort', giveUp);
        resolve(true);
      };
      const giveUp = () => {
        this.#waiting.delete(turn);
        resolve(false);
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.#waiting.add(turn);
    });
  }

  /** Hands the place to the next in line, so that nobody who comes later overtakes. */
  #leave(): void {
    const [next] = this.#waiting;
    if (!next) {
      this.#running -= 1;
      return;
    }
    this.#waiting.delete(next);
    next();
  }
}
