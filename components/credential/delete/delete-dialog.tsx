'use client';
/** Delete, with a look at what would break. Loaded when somebody is about to delete. */
import { type FormEvent, useEffect, useId, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { deletedKeptDays } from '../../../lib/credential/kept.ts';
import { Button } from '../../ui/button.tsx';
import { AlertFrame, AlertText } from '../../ui/dialog/alert-frame.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { ActionTile } from '../tile/action-tile.ts';
import { DeletionWays } from './deletion-ways.tsx';
import { useDelete } from './use-delete.ts';
import { useDeletionChoice } from './use-deletion-choice.ts';
import { UsedList } from './used-list.tsx';

interface DeleteDialogProps {
  tile: ActionTile;
  onClose: () => void;
  onDeleted: () => void;
}

/** What is wrong with no field; where nothing could be looked up, with a way to try again. */
function Trouble({ text, onAgain }: { text: string; onAgain: (() => void) | null }) {
  const t = useTranslations('credentialDelete');
  return (
    <Notice tone="problem">
      {text}
      {onAgain && (
        <Button onClick={onAgain} className="mt-2">
          {t('again')}
        </Button>
      )}
    </Notice>
  );
}

export function DeleteDialog({ tile: known, onClose, onDeleted }: DeleteDialogProps) {
  const t = useTranslations('credentialDelete');
  const id = useId();
  const back = useRef<HTMLButtonElement>(null);
  const { tile, uses, problem, busy, load, remove } = useDelete(known, onDeleted);
  const choice = useDeletionChoice(tile.name);
  const used = uses !== null && uses.total > 0;
  const shown = choice.missing ?? problem;

  useEffect(() => {
    if (shown?.field) document.getElementById(`${id}-${shown.field}`)?.focus();
  }, [id, shown]);

  const leave = () => !busy && onClose();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!uses || busy) return;
    const way = used ? choice.decide() : ({ kind: 'all' } as const);
    if (way) void remove(way);
  };

  return (
    <AlertFrame open onClose={leave} initialFocus={back} className="max-h-[92dvh] w-[520px] overflow-y-auto">
      <form onSubmit={submit} className="flex flex-col gap-5">
        <AlertText title={t('title', { name: tile.name })}>
          {t('text', { lastFour: tile.tokenLastFour, days: deletedKeptDays })}
        </AlertText>
        {!uses && !problem && <Skeleton className="h-16" />}
        {used && <UsedList uses={uses} />}
        {used && <DeletionWays id={id} tile={tile} choice={choice} problem={shown} />}
        {problem && problem.field === null && <Trouble text={problem.text} onAgain={uses ? null : load} />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button ref={back} onClick={leave} aria-disabled={busy || undefined}>
            {t('keep')}
          </Button>
          <Button type="submit" variant="danger" loading={busy} disabled={!uses}>
            {t(used && choice.way === 'replace' ? 'replaceAndDelete' : 'delete')}
          </Button>
        </div>
      </form>
    </AlertFrame>
  );
}
