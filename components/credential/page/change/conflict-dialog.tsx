'use client';
/** Two people changed the same thing: both sides, and the choice between them. */
import { Button } from '../../../ui/button.tsx';
import { AlertFrame, AlertText } from '../../../ui/dialog/alert-frame.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import type { Conflict } from '../../proof/save-failure.ts';

export interface ConflictRow {
  label: string;
  /** What this person wants there. */
  mine: string;
  /** What stands there now. */
  theirs: string;
}

interface ConflictWords {
  mine: string;
  theirs: string;
  useMine: string;
  takeTheirs: string;
}

interface ConflictDialogProps {
  conflict: Conflict | null;
  rows: ConflictRow[];
  /** Heads of the columns and words of the choice, where "yours" would mislead. */
  words?: ConflictWords;
  onMine: () => void;
  onTheirs: () => void;
}

const usual = { mine: 'Yours', theirs: 'Theirs', useMine: 'Use mine', takeTheirs: 'Take theirs' };

function BothSides({ rows, words }: { rows: ConflictRow[]; words: ConflictWords }) {
  return (
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
  );
}

export function ConflictDialog({ conflict, rows, words = usual, onMine, onTheirs }: ConflictDialogProps) {
  return (
    <AlertFrame
      open={conflict !== null}
      onClose={onTheirs}
      nested
      className="flex max-h-[90dvh] w-[560px] flex-col gap-4 overflow-y-auto"
    >
      {conflict && (
        <>
          <AlertText
            title={
              <>
                {conflict.changedBy} changed this <RelativeTime iso={conflict.changedAt} />
              </>
            }
          >
            You had not seen that yet, so nothing of yours was saved. Look at both and choose.
          </AlertText>
          <BothSides rows={rows} words={words} />
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={onTheirs}>{words.takeTheirs}</Button>
            <Button variant="primary" onClick={onMine}>
              {words.useMine}
            </Button>
          </div>
        </>
      )}
    </AlertFrame>
  );
}
