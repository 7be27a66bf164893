'use client';
/** Two people changed the same thing: both sides, and the choice between them. */
import { useTranslations } from 'use-intl';
import { Button } from '../../../ui/button.tsx';
import { AlertFrame, AlertText } from '../../../ui/dialog/alert-frame.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import type { Conflict } from '../../proof/save-failure.ts';

export interface ConflictRow {
  field: 'name' | 'description' | 'token' | 'wabaId' | 'apiVersion';
  /** What this person wants there. */
  mine: string;
  /** What stands there now. */
  theirs: string;
}

/** In which words the two sides are told: `replace` where "yours" would mislead. */
type Sides = 'edit' | 'replace';

interface ConflictDialogProps {
  conflict: Conflict | null;
  rows: ConflictRow[];
  sides?: Sides;
  onMine: () => void;
  onTheirs: () => void;
}

function BothSides({ rows, sides }: { rows: ConflictRow[]; sides: Sides }) {
  const t = useTranslations('credentialPage');
  return (
    <table className="w-full table-fixed text-left">
      <thead className="text-xs text-muted">
        <tr>
          <th className="w-1/4 pb-2 font-medium">{t('conflict.field')}</th>
          <th className="pb-2 font-medium">{t(`conflict.${sides}.mine`)}</th>
          <th className="pb-2 pl-4 font-medium">{t(`conflict.${sides}.theirs`)}</th>
        </tr>
      </thead>
      <tbody className="align-top">
        {rows.map(({ field, mine, theirs }) => (
          <tr key={field} className="border-t border-line">
            <th scope="row" className="py-2 pr-3 font-normal text-muted wrap-anywhere">
              {t(`fields.${field}`)}
            </th>
            <td className="py-2 wrap-anywhere whitespace-pre-wrap">{mine || '—'}</td>
            <td className="py-2 pl-4 wrap-anywhere whitespace-pre-wrap">{theirs || '—'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function ConflictDialog({ conflict, rows, sides = 'edit', onMine, onTheirs }: ConflictDialogProps) {
  const t = useTranslations('credentialPage');
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
            title={t.rich('conflict.title', {
              name: conflict.changedBy,
              when: () => <RelativeTime iso={conflict.changedAt} />,
            })}
          >
            {t('conflict.text')}
          </AlertText>
          <BothSides rows={rows} sides={sides} />
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={onTheirs}>{t(`conflict.${sides}.takeTheirs`)}</Button>
            <Button variant="primary" onClick={onMine}>
              {t(`conflict.${sides}.useMine`)}
            </Button>
          </div>
        </>
      )}
    </AlertFrame>
  );
}
