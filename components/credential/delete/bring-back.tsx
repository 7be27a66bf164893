'use client';
/** Brings a deleted credential back, under another name where the old one was taken, and leads to its page. */
import { useRouter } from 'next/navigation';
import { type FormEvent, useEffect, useId, useState } from 'react';
import { type CallAnswer, callApi, failureText } from '../../http/call.ts';
import { Button } from '../../ui/button.tsx';
import { Field, fieldIds } from '../../ui/field.tsx';

function whyNot(answer: Exclude<CallAnswer, { kind: 'done' }>): string {
  const { code } = answer.kind === 'problem' ? answer.problem : { code: null };
  if (code === 'name_taken') return 'The name is taken now. Bring it back under another one.';
  if (code === 'not_found') return 'Somebody has brought it back already, or it is gone for good.';
  return failureText(answer);
}

interface BringBackProps {
  id: string;
  name: string;
  /** The word for it. */
  label?: string;
}

export function BringBack({ id, name, label = 'Bring back' }: BringBackProps) {
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
    setProblem(whyNot(answer));
    if (answer.kind === 'problem' && answer.problem.code === 'name_taken')
      setWanted(String(answer.problem.suggestion ?? name));
  };
  if (wanted === null) {
    return (
      <div className="flex flex-col items-end gap-1">
        <Button onClick={() => bring()} loading={busy}>
          {label}
          <span className="sr-only">
            {' '}
            {label === 'Undo' ? 'the deletion of ' : ''}
            {name}
          </span>
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
      <Field id={fieldId} label="Credential Name" error={error}>
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
        Bring back
      </Button>
    </form>
  );
}
