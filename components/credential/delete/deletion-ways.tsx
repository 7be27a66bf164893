'use client';
/** What becomes of what uses a credential that is to be deleted: another takes its place, or nothing does. */
import { Field, fieldIds } from '../../ui/field.tsx';
import { CredentialPicker, type Picked } from '../credential-picker.tsx';
import type { ActionTile } from '../tile/action-tile.ts';
import type { DeleteProblem } from './use-delete.ts';

export type Way = 'replace' | 'detach';

interface DeletionWaysProps {
  id: string;
  tile: ActionTile;
  way: Way;
  picked: Picked | null;
  typed: string;
  problem: DeleteProblem | null;
  onWay: (way: Way) => void;
  onPick: (picked: Picked | null) => void;
  onType: (typed: string) => void;
}

function WayRadio({
  id,
  way,
  chosen,
  onWay,
  label,
}: {
  id: string;
  way: Way;
  chosen: Way;
  onWay: (way: Way) => void;
  label: string;
}) {
  return (
    <label className="flex items-center gap-2.5 font-medium">
      <input
        type="radio"
        name={`${id}-way`}
        checked={way === chosen}
        onChange={() => onWay(way)}
        className="size-4 accent-accent"
      />
      {label}
    </label>
  );
}

export function DeletionWays({
  id,
  tile,
  way,
  picked,
  typed,
  problem,
  onWay,
  onPick,
  onType,
}: DeletionWaysProps) {
  const errorOf = (field: DeleteProblem['field']) => (problem?.field === field ? problem?.text : undefined);
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="sr-only">What becomes of what uses it</legend>
      <WayRadio id={id} way="replace" chosen={way} onWay={onWay} label="Replace it with another credential" />
      {way === 'replace' && (
        <div className="pl-6.5">
          <Field
            id={`${id}-replaceWith`}
            label="Replace with"
            hint="All of them use the other one from the moment this one is deleted."
            error={errorOf('replaceWith')}
          >
            <CredentialPicker
              id={`${id}-replaceWith`}
              connector={tile.connector}
              except={tile.id}
              value={picked}
              onChange={onPick}
              describedBy={`${id}-replaceWith-hint ${errorOf('replaceWith') ? `${id}-replaceWith-error` : ''}`.trim()}
              invalid={errorOf('replaceWith') !== undefined}
            />
          </Field>
        </div>
      )}
      <WayRadio id={id} way="detach" chosen={way} onWay={onWay} label="Delete it all the same" />
      {way === 'detach' && (
        <div className="pl-6.5">
          <Field
            id={`${id}-confirm`}
            label={`Type ${tile.name} to delete it`}
            hint="What uses it stays, without a credential, and does not work until somebody gives it another one."
            error={errorOf('confirm')}
          >
            <input
              {...fieldIds(`${id}-confirm`, { hint: true, error: errorOf('confirm') })}
              value={typed}
              onChange={({ target }) => onType(target.value)}
              autoComplete="off"
              spellCheck={false}
              data-1p-ignore=""
              className="field-control"
            />
          </Field>
        </div>
      )}
    </fieldset>
  );
}
