'use client';
/** Delete, with a look at what would break. Loaded when somebody is about to delete. */
import { AlertDialog } from '@base-ui/react/alert-dialog';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { deletedKeptDays } from '../../../lib/credential/kept.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { Picked } from '../credential-picker.tsx';
import type { ActionTile } from '../tile/action-tile.ts';
import { DeletionWays, type Way } from './deletion-ways.tsx';
import { DependantRows } from './dependant-rows.tsx';
import { type DeleteProblem, type Uses, useDelete } from './use-delete.ts';

export interface DeleteDialogProps {
  tile: ActionTile;
  onClose: () => void;
  onDeleted: () => void;
}

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

export function DeleteDialog({ tile: known, onClose, onDeleted }: DeleteDialogProps) {
  const id = useId();
  const back = useRef<HTMLButtonElement>(null);
  const { tile, uses, problem, busy, load, remove } = useDelete(known, onDeleted);
  const [way, setWay] = useState<Way>('replace');
  const [picked, setPicked] = useState<Picked | null>(null);
  const [typed, setTyped] = useState('');
  const [missing, setMissing] = useState<DeleteProblem | null>(null);
  const used = uses !== null && uses.total > 0;
  const shown = missing ?? problem;

  useEffect(() => {
    if (shown?.field) document.getElementById(`${id}-${shown.field}`)?.focus();
  }, [id, shown]);

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
    <AlertDialog.Root open onOpenChange={(stays) => !stays && !busy && onClose()}>
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
              <DeletionWays
                id={id}
                tile={tile}
                way={way}
                picked={picked}
                typed={typed}
                problem={shown}
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
              <Button ref={back} onClick={() => !busy && onClose()} aria-disabled={busy || undefined}>
                Keep it
              </Button>
              <Button type="submit" variant="danger" loading={busy} disabled={!uses}>
                {used && way === 'replace' ? 'Replace and delete' : 'Delete'}
              </Button>
            </div>
          </form>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
