/**
 * Uses that the audit trail does not take as they are. One of them would hold up all others for ever, so it is set
 * aside: the trail gets what Flowkeep itself knows of it, and a file in DATA_DIR the whole of it.
 */
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Use } from './use.ts';

const fileName = 'uses-set-aside.jsonl';

interface Parts {
  /** Writes uses into the trail. */
  write(uses: readonly Use[]): Promise<void>;
  /** Whether an error says that nothing can be written now, whatever it is. */
  isAway(error: unknown): boolean;
  /** Keeps the whole of a use. @returns where */
  keep(use: Use): Promise<string>;
  /** Called with each use that was set aside: why, and where it is kept (null where that failed as well). */
  onSetAside(use: Use, why: unknown, kept: string | null): void;
}

/** A use without what came from outside: neither caller nor Graph chose the words of what is left. */
function bare({ details, ...use }: Use): Use {
  const { method, status, milliseconds, bytesUp, bytesDown, apiVersion, tokenVersion } = details;
  const known = { method, status, milliseconds, bytesUp, bytesDown, apiVersion, tokenVersion };
  const unknown = { path: '(set aside)', query: [], graphCode: null, traceId: null, resourceId: null };
  return { ...use, address: null, details: { ...known, ...unknown, code: 'set_aside' } };
}

/**
 * @returns what settles one use: written as it is, or set aside. It rejects where nothing can be written, so that a
 * database that takes no use at all is never taken for a use at fault.
 */
export function createSettle({ write, isAway, keep, onSetAside }: Parts): (use: Use) => Promise<void> {
  return async (use) => {
    try {
      await write([use]);
    } catch (error) {
      if (isAway(error)) throw error;
      await write([bare(use)]);
      const kept = await keep(use).catch(() => null);
      onSetAside(use, error, kept);
    }
  };
}

/** Keeps uses in a file that is the operator's alone, one in each line, on the disk before it returns. */
export function keepIn(dataDir: string): (use: Use) => Promise<string> {
  const path = join(dataDir, fileName);
  return async (use) => {
    await appendFile(path, `${JSON.stringify(use)}\n`, { mode: 0o600, flush: true });
    return path;
  };
}
