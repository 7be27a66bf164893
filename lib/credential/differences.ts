/** What a new token would turn a credential into: pipelines keep the credential, so another account must be meant. */
import { Problem } from '../errors.ts';
import type { InspectionReport } from '../graph/inspection/report.ts';
import { isSameName } from '../name/key.ts';
import type { Tile } from './look/tile.ts';

interface Side {
  id: string | null;
  name: string | null;
}

export interface Difference {
  what: 'waba' | 'app';
  from: Side;
  to: Side;
}

/**
 * Where a proven token differs from what the credential has. A Meta app that is not told counts as another one when
 * the one before is known: what was not shown to be the same has to be confirmed.
 */
export function differencesOf(before: Tile, report: InspectionReport): Difference[] {
  const waba: Difference = {
    what: 'waba',
    from: { id: before.wabaId, name: before.wabaName },
    to: report.waba,
  };
  const app: Difference = {
    what: 'app',
    from: { id: before.appId, name: before.appName },
    to: { id: report.token.appId, name: report.token.appName },
  };
  return [waba, app].filter(({ from, to }) => from.id !== null && from.id !== to.id);
}

/** @throws Problem `confirmation_required` with the differences, unless the credential's name was typed */
export function refuseUnconfirmed(
  before: Tile,
  differences: Difference[],
  confirm: string | undefined,
): void {
  if (differences.length === 0 || isSameName(confirm ?? '', before.name)) return;
  const what = differences.map((difference) =>
    difference.what === 'waba' ? 'WhatsApp Business Account' : 'Meta app',
  );
  const message = `This token belongs to another ${what.join(' and another ')}. To go on, type the name of the credential.`;
  throw new Problem('confirmation_required', message, {
    errors: [{ field: 'confirm', code: 'confirmation_required', message }],
    extra: { differences },
  });
}
