'use client';
import { useTranslations } from 'use-intl';
import type { Tile } from '../../../lib/credential/look/tile.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { ConnectorMark } from '../connector-mark.tsx';

/** The credential that was chosen a step before. */
export function ChosenCredential({ tile }: { tile: Tile }) {
  const t = useTranslations('resource');
  return (
    <div className="mb-6 flex max-w-[640px] items-center gap-3 rounded-card border border-line bg-surface p-4">
      <ConnectorMark />
      <div className="min-w-0 flex-1">
        <p className="text-xs text-muted">{t('wizard.uses')}</p>
        <p className="truncate font-medium" title={tile.name}>
          {tile.name}
        </p>
        <p className="truncate text-xs text-muted">
          {tile.wabaName ?? t('wizard.waba', { id: tile.wabaId })}
        </p>
      </div>
      <StatusBadge status={tile.locked ? 'locked' : tile.status} />
    </div>
  );
}
