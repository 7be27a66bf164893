'use client';
/** Two people changed the same thing: both sides, and the choice between them. */
import { AlertDialog } from '@base-ui/react/alert-dialog';
import { Button } from '../../../ui/button.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import type { Conflict } from '../../proof/save-failure.ts';

export interface ConflictRow {
  label: string;
  /** What this person wants there. */
  mine: string;
  /** What stands there now. */
  theirs: string;
}

interface ConflictDialogProps {
  conflict: Conflict | null;
  rows: ConflictRow[];
  /** Heads of the columns and words of the choice, where "yours" would mislead. */
  words?: { mine: string; theirs: string; useMine: string; takeTheirs: string };
  onMine: () => void;
  onTheirs: () => void;
}

const usual = { mine: 'Yours', theirs: 'Theirs', useMine: 'Use mine', takeTheirs: 'Take theirs' };

export function ConflictDialog({ conflict, rows, words = usual, onMine, onTheirs }: ConflictDialogProps) {
  return (
    <AlertDialog.Root open={conflict !== null} onOpenChange={(stays) => !stays && onTheirs()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop forceRender className="fixed inset-0 z-50 bg-black/40" />
        <AlertDialog.Popup className="fixed top-1/2 left-1/2 z-50 flex max-h-[90dvh] w-[560px] max-w-[calc(100vw-32px)] -translate-1/2 flex-col gap-4 overflow-y-auto rounded-card border border-line bg-raised p-5 shadow-overlay">
          {conflict && (
            <>
              <div className="flex flex-col gap-2">
                <AlertDialog.Title className="text-base font-semibold wrap-anywhere">
                  {conflict.changedBy} changed this <RelativeTime iso={conflict.changedAt} />
                </AlertDialog.Title>
                <AlertDialog.Description className="leading-relaxed text-muted">
                  You had not seen that yet, so nothing of yours was saved. Look at both and choose.
                </AlertDialog.Description>
              </div>
              <table className="w-full table-fixed text-left">
                <thead className="text-xs text-muted">
                  <tr>
                    <th className="w-1/4 pb-2 font-medium">Field</th>
                    <th className="pb-2 font-medium">{words.mine}</th>
                    <th className="pb-2 pl-4 font-medium">{words.theirs}</th>
                  </tr>
                </thead>
                <tbody className="align-top">
                  {rows.map(({ label, mine, theirs }) => (
                    <tr key={label} className="border-t border-line">
                      <th scope="row" className="py-2 pr-3 font-normal text-muted wrap-anywhere">
                        {label}
                      </th>
                      <td className="py-2 wrap-anywhere whitespace-pre-wrap">{mine || '—'}</td>
                      <td className="py-2 pl-4 wrap-anywhere whitespace-pre-wrap">{theirs || '—'}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
              <div className="flex flex-wrap justify-end gap-2">
                <Button onClick={onTheirs}>{words.takeTheirs}</Button>
                <Button variant="primary" onClick={onMine}>
                  {words.useMine}
                </Button>
              </div>
            </>
          )}
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
