'use client';
/** Brings a deleted credential back, under another name where the old one was taken, and leads to its page. */
import { useRouter } from 'next/navigation';
import { type FormEvent, useEffect, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Words } from '../../../lib/words/words.ts';
import { type CallAnswer, callApi } from '../../http/call.ts';
import { failureWords } from '../../http/failure-words.ts';
import { Button } from '../../ui/button.tsx';
import { Field, fieldIds } from '../../ui/field.tsx';
import { forScreenReaders } from '../../words/rich.tsx';

function whyNot(
  t: Words<'credentialDelete'>,
  tProblem: Words<'problem'>,
  answer: Exclude<CallAnswer, { kind: 'done' }>,
): string {
  const { code, errors } = answer.kind === 'problem' ? answer.problem : { code: null };
  if (code === 'name_taken') return t('bringBack.nameTaken');
  if (code === 'not_found') return t('bringBack.gone');
  if (errors?.some(({ field }) => field === 'name')) return t('bringBack.badName');
  return failureWords(tProblem, answer);
}

interface BringBackProps {
  id: string;
  name: string;
  /** Right after the deletion, as its undoing. */
  undo?: boolean;
}

export function BringBack({ id, name, undo = false }: BringBackProps) {
  const t = useTranslations('credentialDelete');
  const tProblem = useTranslations('problem');
  const fieldId = useId();
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  /** The name to come back under; null while the old one is free. */
  const [wanted, setWanted] = useState<string | null>(null);
  const asks = wanted !== null;
  // The button that had the focus has become the field.
  useEffect(() => {
    if (asks) document.getElementById(fieldId)?.focus();
  }, [asks, fieldId]);
  const bring = async (event?: FormEvent) => {
    event?.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem('');
    const url = `/api/credentials/${id}/restoration`;
    const answer = await callApi({ method: 'POST', url, body: wanted === null ? {} : { name: wanted } });
    if (answer.kind === 'done') return router.push(`/credentials/${id}`);
    setBusy(false);
    setProblem(whyNot(t, tProblem, answer));
    if (answer.kind === 'problem' && answer.problem.code === 'name_taken')
      setWanted(String(answer.problem.suggestion ?? name));
  };
  if (wanted === null) {
    return (
      <div className="flex flex-col items-end gap-1">
        <Button onClick={() => bring()} loading={busy}>
          {t.rich(undo ? 'bringBack.undo' : 'bringBack.button', { name, more: forScreenReaders })}
        </Button>
        <p role="alert" className="text-[13px] text-invalid">
          {problem}
        </p>
      </div>
    );
  }
  const error = problem || undefined;
  return (
    <form onSubmit={bring} className="flex w-full max-w-80 flex-col gap-2">
      <Field id={fieldId} label={t('bringBack.name')} error={error}>
        <input
          {...fieldIds(fieldId, { error })}
          value={wanted}
          onChange={({ target }) => {
            setWanted(target.value);
            setProblem('');
          }}
          autoComplete="off"
          data-1p-ignore=""
          className="field-control"
        />
      </Field>
      <Button type="submit" loading={busy} className="self-end">
        {t('bringBack.go')}
      </Button>
    </form>
  );
}
