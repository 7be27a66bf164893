/** One clock for all phases of a call: whatever is waited for next gets its time, and no phase goes unwatched. */

export class Watchdog {
  #timer: NodeJS.Timeout | null = null;
  #phase: string | null = null;

  /** Waits for something else from now on; the same phase only begins anew. */
  expect(phase: string, ms: number, late: () => void): void {
    if (this.#phase === phase) {
      this.#timer?.refresh();
      return;
    }
    this.stop();
    this.#phase = phase;
    this.#timer = setTimeout(late, ms);
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#phase = null;
  }
}
