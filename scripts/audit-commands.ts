/** The operator's commands on the audit trail: verifying it, accepting it after a backup, and a role that can't change it. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AnchorFileError } from '../lib/audit/anchor/anchor-file.ts';
import { type AnchorPlace, acceptAsItStands } from '../lib/audit/anchor/checkpoint.ts';
import { verifyTrail } from '../lib/audit/anchor/verify.ts';
import { readChain } from '../lib/audit/chain.ts';
import type { AuditCaller } from '../lib/audit/event.ts';
import { appendAuditEvent } from '../lib/audit/store.ts';
import { anchorKeys } from '../lib/credential/sealed/key-ring.ts';
import { database } from '../lib/db.ts';
import { environment } from '../lib/env.ts';
import { redact } from '../lib/log.ts';
import { grantAppRole } from '../prisma/app-role.ts';
import { UsageError } from './usage-error.ts';

const exitCodes = { whole: 0, changed: 1, unanchored: 3 } as const;
const longestReason = 300;

/** Where this Flowkeep keeps its anchors, once the environment is complete. @throws KeyRingError */
export async function anchorPlace(): Promise<AnchorPlace> {
  const { auditAnchorFile, dataDir } = environment();
  return { path: auditAnchorFile ?? join(dataDir, 'audit-anchors'), keys: await anchorKeys() };
}

/** `audit verify`: exit code 0 when all fits, 1 when something was changed, 3 when nothing outside can tell. */
export async function verifyAudit(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { anchors: { type: 'string' } } });
  const place = await anchorPlace();
  const verdict = await verifyTrail(place, values.anchors ?? null).catch((error: unknown) => {
    if (error instanceof Error && 'syscall' in error) {
      throw new AnchorFileError(`The anchors in ${values.anchors} can't be read (${error.message}).`);
    }
    throw error;
  });
  if (verdict.kind === 'whole') console.log('The audit trail is whole.');
  for (const sentence of verdict.sentences) console.error(sentence);
  process.exitCode = exitCodes[verdict.kind];
}

/** `audit accept`: from now on the trail as it stands is the one that counts, for a reason that is recorded in it. */
export async function acceptAudit(caller: AuditCaller, args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { reason: { type: 'string' } } });
  const reason = redact(values.reason?.trim() ?? '');
  if (reason === '' || reason.length > longestReason) {
    throw new UsageError(
      `Say why, in up to ${longestReason} letters: --reason "restored the backup of Monday".`,
    );
  }
  const place = await anchorPlace();
  const { firstBreak } = await readChain(() => undefined);
  if (firstBreak !== null) {
    throw new UsageError(
      `Event ${firstBreak} does not fit the chain itself, which no backup explains. That can't be accepted.`,
    );
  }
  await appendAuditEvent(database(), caller, {
    action: 'audit.accepted',
    outcome: 'done',
    target: null,
    details: { reason },
  });
  await acceptAsItStands(place, reason);
  console.log('The audit trail counts as it stands, from now on.');
}

/** `audit role`: what the role that Flowkeep runs as needs, and no more; printed, and with --apply done. */
export async function auditRole(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    options: { apply: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [role, ...others] = positionals;
  if (!role || others.length > 0) throw new UsageError('Name one role: audit role flowkeep_app --apply.');
  const { databaseUrl } = environment();
  console.log(await grantAppRole(databaseUrl ?? '', role, values.apply));
  if (values.apply) console.error(`Done. Let Flowkeep run with the role ${role} in its DATABASE_URL.`);
}
