'use client';
/** "X was deleted", with Undo: the record comes back, and then asks for a token. */
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { deletedKeptDays } from '../../../lib/credential/kept.ts';
import { Notice } from '../../ui/notice.tsx';
import { BringBack } from './bring-back.tsx';

export function UndoDeletion({ id, name }: { id: string; name: string }) {
  const t = useTranslations('credentialDelete');
  const box = useRef<HTMLDivElement>(null);
  // The tile that had the focus is gone: what happened to it takes its place.
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} tabIndex={-1} className="mb-6 rounded-control">
      <Notice tone="success">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="wrap-anywhere">{t('deleted.notice', { name, days: deletedKeptDays })}</p>
          <BringBack id={id} name={name} undo />
        </div>
      </Notice>
    </div>
  );
}
