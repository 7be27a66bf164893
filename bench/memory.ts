/** Memory of a process, as the kernel counts it. */
import { readFileSync } from 'node:fs';

/** Resident memory in MiB; NaN where there is no /proc. */
export function residentMiB(pid: number): number {
  try {
    const kib = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Math.round(Number(kib) / 1024);
  } catch {
    return Number.NaN;
  }
}
