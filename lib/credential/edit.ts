/** Editing a credential: name and description at once, WABA ID and API Version after Graph has proven them. */
import { type Caller, demand } from '../access/actor.ts';
import { authorizedTransaction } from '../access/authorized-transaction.ts';
import { countGraphTry } from '../access/limits.ts';
import { appendAuditEvent } from '../audit/store.ts';
import type { InspectionReport } from '../graph/inspection/report.ts';
import { nameKey } from '../name/key.ts';
import { changeCredential, type Expected, refuseStale } from './change.ts';
import { askGraph, problemOf, refusalFacts, verdictColumns, type Watch } from './graph.ts';
import { recordInspection } from './look/inspections.ts';
import { readCredential } from './look/read.ts';
import type { Tile } from './look/tile.ts';
import { refuseTakenName, storingName } from './name.ts';
import type { CredentialEdit } from './schema.ts';
import { openCredential } from './sealed/open.ts';

const permission = 'credential.edit';

interface FieldChange {
  field: keyof CredentialEdit;
  from: string;
  to: string;
}

function changesOf(tile: Tile, edit: CredentialEdit): FieldChange[] {
  const fields = Object.keys(edit) as (keyof CredentialEdit)[];
  return fields.flatMap((field) => {
    const [from, to] = [tile[field], edit[field]];
    return to === undefined || to === from ? [] : [{ field, from, to }];
  });
}

/**
 * Changes what is given and keeps the rest. What Meta has a say in is asked there first, outside any transaction;
 * whatever Meta answers but yes leaves everything as it was.
 * @throws Problem `forbidden`, `not_found`, `version_conflict`, `name_taken`, or what Graph's answer means
 */
export async function editCredential(
  caller: Caller,
  id: string,
  edit: CredentialEdit,
  expected: Expected,
  watch: Watch,
): Promise<Tile> {
  demand(caller.actor, permission);
  const before = await readCredential(caller.actor, id);
  await refuseStale(caller.actor, before, expected);
  const changes = changesOf(before, edit);
  if (changes.length === 0) return before;
  const { name = before.name } = edit;
  if (nameKey(name) !== nameKey(before.name)) await refuseTakenName(caller.actor, name);
  const asksGraph = changes.some(({ field }) => field === 'wabaId' || field === 'apiVersion');
  const report = asksGraph ? await prove(caller, before, edit, watch) : null;
  return storingName(caller.actor, name, () => store(caller, before, changes, report));
}

async function prove(
  caller: Caller,
  before: Tile,
  edit: CredentialEdit,
  watch: Watch,
): Promise<InspectionReport> {
  const { wabaId = before.wabaId, apiVersion = before.apiVersion } = edit;
  await countGraphTry(caller.actor);
  const { token, appSecret } = await openCredential(caller.actor, before.id);
  const report = await askGraph({ token, appSecret, wabaId, apiVersion }, watch);
  watch.signal.throwIfAborted();
  if (report.verdict === 'refused') {
    await authorizedTransaction(caller.actor, permission, (client) =>
      appendAuditEvent(client, caller, {
        action: 'credential.edited',
        outcome: 'refused',
        target: { kind: 'credential', id: before.id, name: before.name },
        details: { wabaId, apiVersion, ...refusalFacts(report) },
      }),
    );
  }
  if (report.verdict !== 'usable') throw problemOf(report);
  return report;
}

function store(
  caller: Caller,
  before: Tile,
  changes: FieldChange[],
  report: InspectionReport | null,
): Promise<Tile> {
  const { id } = before;
  const columns = Object.fromEntries(changes.map(({ field, to }) => [field, to]));
  const renamed = changes.find(({ field }) => field === 'name')?.to;
  const name = renamed ?? before.name;
  const proven = report && { wabaName: null, servedVersion: null, ...verdictColumns(report) };
  const subject = { id, permission, expected: [before.version] } as const;
  return changeCredential(caller, subject, async (client, row) => {
    if (report) {
      const { tokenVersion } = row;
      await recordInspection(client, { credentialId: id, tokenVersion, byName: caller.actor.name, report });
    }
    return {
      data: { ...columns, ...(renamed === undefined ? {} : { nameKey: nameKey(renamed) }), ...proven },
      event: {
        action: 'credential.edited',
        outcome: 'done',
        target: { kind: 'credential', id, name },
        details: { changes },
      },
    };
  });
}
