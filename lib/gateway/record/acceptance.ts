/** Whether this process allows uses, for whoever asks from outside the gateway. */

// Next's bundle and the server that Node runs directly each load this file.
const shared = globalThis as typeof globalThis & { flowkeepAcceptsUses?: () => boolean };

/** Says how to see whether uses are allowed: they are not while they can't be recorded. */
export function tellAcceptance(accepts: () => boolean): void {
  shared.flowkeepAcceptsUses = accepts;
}

/** False while the gateway of this process refuses uses because it can't record them. */
export function acceptsUses(): boolean {
  return shared.flowkeepAcceptsUses?.() ?? true;
}
