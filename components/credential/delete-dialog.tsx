'use client';
/** Delete, with a look at what would break. Loaded when somebody is about to delete. */
import { AlertDialog } from '@base-ui/react/alert-dialog';
import { type FormEvent, useId, useRef, useState } from 'react';
import { deletedKeptDays } from '../../lib/credential/schema.ts';
import { Button } from '../ui/button.tsx';
import { Field, fieldIds } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import type { ActionTile } from './credential-actions.tsx';
import { CredentialPicker, type Picked } from './credential-picker.tsx';
import { DependantRows } from './dependant-rows.tsx';
import { type DeleteProblem, type Uses, useDelete } from './use-delete.ts';

export interface DeleteDialogProps {
  tile: ActionTile;
  onClose: () => void;
  onDeleted: () => void;
}

type Way = 'replace' | 'detach';

function UsedList({ uses }: { uses: Uses }) {
  return (
    <div>
      <h3 className="mb-2 font-medium">
        {uses.total === 1 ? '1 data resource uses it' : `${uses.total} data resources use it`}
      </h3>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label="What uses it"
        className="max-h-44 overflow-y-auto rounded-control border border-line px-3 py-2"
      >
        <DependantRows items={uses.items} now={new Date()} />
      </section>
      {uses.total > uses.items.length && (
        <p className="mt-1 text-[13px] text-muted">The newest {uses.items.length} are listed.</p>
      )}
    </div>
  );
}

interface WayChoiceProps {
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

function WayChoice({ id, tile, way, picked, typed, problem, onWay, onPick, onType }: WayChoiceProps) {
  const errorOf = (field: DeleteProblem['field']) => (problem?.field === field ? problem?.text : undefined);
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="sr-only">What becomes of what uses it</legend>
      <WayRadio id={id} way="replace" chosen={way} onWay={onWay} label="Replace it with another credential" />
      {way === 'replace' && (
        <div className="pl-6.5">
          <Field
            id={`${id}-picker`}
            label="Replace with"
            hint="All of them use the other one from the moment this one is deleted."
            error={errorOf('replaceWith')}
          >
            <CredentialPicker
              id={`${id}-picker`}
              connector={tile.connector}
              except={tile.id}
              value={picked}
              onChange={onPick}
              describedBy={`${id}-picker-hint ${errorOf('replaceWith') ? `${id}-picker-error` : ''}`.trim()}
            />
          </Field>
        </div>
      )}
      <WayRadio id={id} way="detach" chosen={way} onWay={onWay} label="Delete it all the same" />
      {way === 'detach' && (
        <div className="pl-6.5">
          <Field
            id={`${id}-typed`}
            label={`Type ${tile.name} to delete it`}
            hint="What uses it stays, without a credential, and does not work until somebody gives it another one."
            error={errorOf('confirm')}
          >
            <input
              {...fieldIds(`${id}-typed`, { hint: true, error: errorOf('confirm') })}
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

export function DeleteDialog({ tile, onClose, onDeleted }: DeleteDialogProps) {
  const id = useId();
  const back = useRef<HTMLButtonElement>(null);
  const { uses, problem, busy, load, remove } = useDelete(tile.id, onDeleted);
  const [way, setWay] = useState<Way>('replace');
  const [picked, setPicked] = useState<Picked | null>(null);
  const [typed, setTyped] = useState('');
  const [missing, setMissing] = useState<DeleteProblem | null>(null);
  const used = uses !== null && uses.total > 0;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(null);
    if (!uses || busy) return;
    if (!used) return void remove({ kind: 'all' });
    if (way === 'detach') {
      if (typed.trim() === tile.name) return void remove({ kind: 'detach', typed: typed.trim() });
      return setMissing({ field: 'confirm', text: 'This is not the name of the credential.' });
    }
    if (picked) return void remove({ kind: 'replace', with: picked.id });
    setMissing({ field: 'replaceWith', text: 'Choose the credential that takes its place.' });
  };

  return (
    <AlertDialog.Root open onOpenChange={(stays) => !stays && onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="fixed inset-0 z-40 bg-black/40" />
        <AlertDialog.Popup
          initialFocus={back}
          className="fixed top-1/2 left-1/2 z-50 max-h-[92dvh] w-[520px] max-w-[calc(100vw-32px)] -translate-1/2 overflow-y-auto rounded-card border border-line bg-raised p-5 shadow-overlay"
        >
          <form onSubmit={submit} className="flex flex-col gap-5">
            <div className="flex flex-col gap-2">
              <AlertDialog.Title className="text-base font-semibold wrap-anywhere">
                Delete {tile.name}?
              </AlertDialog.Title>
              <AlertDialog.Description className="leading-relaxed text-muted">
                Its token (…{tile.tokenLastFour}) is destroyed at once and can’t be brought back. Its name and
                history stay; within {deletedKeptDays} days the record can be brought back and given a new
                token.
              </AlertDialog.Description>
            </div>
            {!uses && !problem && <Skeleton className="h-16" />}
            {used && <UsedList uses={uses} />}
            {used && (
              <WayChoice
                id={id}
                tile={tile}
                way={way}
                picked={picked}
                typed={typed}
                problem={missing ?? problem}
                onWay={(next) => {
                  setWay(next);
                  setMissing(null);
                }}
                onPick={setPicked}
                onType={setTyped}
              />
            )}
            {problem && problem.field === null && (
              <Notice tone="problem">
                {problem.text}
                {!uses && (
                  <Button onClick={load} className="mt-2">
                    Try again
                  </Button>
                )}
              </Notice>
            )}
            <div className="flex flex-wrap justify-end gap-2">
              <Button ref={back} onClick={onClose}>
                Keep it
              </Button>
              <Button type="submit" variant="danger" loading={busy} disabled={!uses || busy}>
                {used && way === 'replace' ? 'Replace and delete' : 'Delete'}
              </Button>
            </div>
          </form>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
