'use client';
/** A dialog that is fetched when somebody opens it; closing gives the focus back to what opened it. */
import { type ComponentType, useRef, useState } from 'react';

export function useLazyDialog<Props>(load: () => Promise<ComponentType<Props>>) {
  const opener = useRef<HTMLButtonElement>(null);
  const [Dialog, setDialog] = useState<ComponentType<Props> | null>(null);
  const [problem, setProblem] = useState('');
  const open = async () => {
    try {
      const loaded = await load();
      setDialog(() => loaded);
      setProblem('');
    } catch {
      setProblem('This could not be loaded. Check your connection and press again.');
    }
  };
  const close = () => {
    setDialog(null);
    opener.current?.focus();
  };
  return { Dialog, opener, problem, open, close };
}
