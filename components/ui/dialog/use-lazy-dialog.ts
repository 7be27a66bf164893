'use client';
/** A dialog that is fetched when somebody opens it; closing gives the focus back to what opened it. */
import { type ComponentType, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useLazy } from './use-lazy.ts';

export function useLazyDialog<Props>(load: () => Promise<ComponentType<Props>>) {
  const t = useTranslations('ui');
  const opener = useRef<HTMLButtonElement>(null);
  const { Loaded: Dialog, fetch, drop } = useLazy(load);
  const [problem, setProblem] = useState('');
  const open = async () => {
    const came = await fetch();
    setProblem(came ? '' : t('notLoaded'));
  };
  const close = () => {
    drop();
    opener.current?.focus();
  };
  return { Dialog, opener, problem, open, close };
}
