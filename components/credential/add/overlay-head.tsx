'use client';
import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { ConnectorMark } from '../../resource/connector-mark.tsx';

export function OverlayHead({ connectorName, onClose }: { connectorName: string; onClose: () => void }) {
  const t = useTranslations('credentialForm');
  return (
    <header className="flex items-center gap-3 border-b border-line px-6 py-4 lg:col-span-2">
      <ConnectorMark />
      <div className="mr-auto min-w-0">
        <Dialog.Title className="text-base font-semibold">{t('add.title')}</Dialog.Title>
        <Dialog.Description translate="no" className="truncate text-sm text-muted">
          {connectorName}
        </Dialog.Description>
      </div>
      <button
        type="button"
        onClick={onClose}
        aria-label={t('add.close')}
        className="-mr-2 grid size-10 place-items-center rounded-control text-muted hover:bg-sunken hover:text-ink pointer-coarse:size-11"
      >
        <X aria-hidden="true" className="size-5" />
      </button>
    </header>
  );
}
