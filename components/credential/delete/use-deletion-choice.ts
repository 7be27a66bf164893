'use client';
/** What a person chooses to become of what uses a credential, until it is enough to delete it. */
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { isSameName } from '../../../lib/name/key.ts';
import type { Picked } from '../credential-picker.tsx';
import type { DeleteProblem, DeletionWay } from './use-delete.ts';

export type Way = 'replace' | 'detach';

/** `name`: the credential's, which is typed where nothing takes its place. */
export function useDeletionChoice(name: string) {
  const t = useTranslations('credentialDelete');
  const [way, setWay] = useState<Way>('replace');
  const [picked, pick] = useState<Picked | null>(null);
  const [typed, type] = useState('');
  const [missing, setMissing] = useState<DeleteProblem | null>(null);

  const choose = (next: Way) => {
    setWay(next);
    setMissing(null);
  };
  /** What is chosen; null where it is not enough yet, which `missing` tells. */
  const decide = (): DeletionWay | null => {
    setMissing(null);
    if (way === 'replace') {
      if (picked) return { kind: 'replace', with: picked.id };
      setMissing({ field: 'replaceWith', text: t('ways.noReplacement') });
    } else {
      if (isSameName(typed, name)) return { kind: 'detach', typed: typed.trim() };
      setMissing({ field: 'confirm', text: t('ways.notItsName') });
    }
    return null;
  };
  return { way, picked, typed, missing, choose, pick, type, decide };
}

export type DeletionChoice = ReturnType<typeof useDeletionChoice>;
