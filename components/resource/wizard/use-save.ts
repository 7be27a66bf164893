'use client';
/** Saving a new data resource: once, whatever is pressed how often. */
import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ResourceInput, ResourceKind } from '../../../lib/resource/schema.ts';
import { resourceViewSchema } from '../../../lib/resource/view.ts';
import { callApi } from '../../http/call.ts';
import { resourcePaths } from '../paths.ts';
import { refusalWords } from '../refusal-words.ts';

export interface SaveRefusal {
  text: string;
  /** A name that is free, where the one given is taken. */
  suggestion: string | null;
  signIn: boolean;
}

export function useSave(kind: ResourceKind, onSaved: () => void) {
  const router = useRouter();
  const path = resourcePaths[kind];
  const t = useTranslations('resource');
  const tProblem = useTranslations('problem');
  const sending = useRef(false);
  const [saving, setSaving] = useState(false);
  const [refusal, setRefusal] = useState<SaveRefusal | null>(null);
  const save = async (input: ResourceInput) => {
    if (sending.current) return;
    sending.current = true;
    setSaving(true);
    setRefusal(null);
    const answer = await callApi({ method: 'POST', url: `/api${path}`, body: input });
    if (answer.kind === 'done') {
      onSaved();
      // What was saved is on its way to the list: the button stays as it is.
      return router.push(`${path}?added=${resourceViewSchema.parse(answer.body).id}`);
    }
    sending.current = false;
    setSaving(false);
    const problem = answer.kind === 'problem' ? answer.problem : null;
    setRefusal({
      text: problem ? refusalWords(t, tProblem, kind, answer) : t('refused.lost'),
      suggestion: problem?.code === 'name_taken' ? String(problem.suggestion) : null,
      signIn: problem?.code === 'unauthenticated',
    });
  };
  return { save, saving, refusal };
}
