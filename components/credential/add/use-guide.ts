'use client';
/** Where the guide beside the form stands: it follows the focus, and goes where a person asks to be taken. */
import { type FocusEvent, useState } from 'react';
import type { Guide } from '../../../lib/connector/guide.ts';
import { isFieldName } from '../field/form-values.ts';
import type { GuideJump } from './guide.tsx';

export function useGuide(guide: Guide) {
  const [lit, setLit] = useState<string | null>(null);
  const [jump, setJump] = useState<GuideJump | null>(null);
  const help = (section: string) => {
    setLit(section);
    setJump((last) => ({ section, count: (last?.count ?? 0) + 1 }));
  };
  const follow = ({ target }: FocusEvent) => {
    const name = 'name' in target ? String(target.name) : '';
    if (isFieldName(name)) setLit(guide.sectionOf[name] ?? null);
  };
  return { lit, jump, help, follow };
}
