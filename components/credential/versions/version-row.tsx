'use client';
/** One credential in the list of those that may get another API Version, and how far its change has come. */
import { useTranslations } from 'use-intl';
import type { Tile } from '../../../lib/credential/look/tile.ts';
import { versionWords } from '../tile/tile-words.ts';
import type { Progress } from './use-version-changes.ts';

const tones: Record<Progress['kind'], string> = {
  waiting: 'text-muted',
  checking: 'text-muted',
  changed: 'text-valid',
  stopped: 'text-muted',
  failed: 'text-invalid',
};

function State({ progress }: { progress: Progress | undefined }) {
  const t = useTranslations('credentialVersions');
  if (!progress) return null;
  return (
    <span className={`block text-[13px] leading-relaxed wrap-anywhere ${tones[progress.kind]}`}>
      {progress.kind === 'failed'
        ? t('progress.failed', { why: progress.text })
        : t(`progress.${progress.kind}`)}
    </span>
  );
}

interface VersionRowProps {
  tile: Tile;
  chosen: boolean;
  progress: Progress | undefined;
  busy: boolean;
  onChoose: (chosen: boolean) => void;
}

export function VersionRow({ tile, chosen, progress, busy, onChoose }: VersionRowProps) {
  return (
    <li className="py-2.5">
      <label className="grid grid-cols-[16px_1fr] items-start gap-x-3">
        <input
          type="checkbox"
          checked={chosen}
          disabled={busy}
          onChange={({ target }) => onChoose(target.checked)}
          className="mt-0.5 size-4 accent-accent"
        />
        <span className="min-w-0">
          <span className="wrap-anywhere" translate="no">
            {tile.name}
          </span>{' '}
          <span className="text-[13px] whitespace-nowrap text-muted">{versionWords(tile)}</span>
          <State progress={progress} />
        </span>
      </label>
    </li>
  );
}
