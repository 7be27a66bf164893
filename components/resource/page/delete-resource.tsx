'use client';
/** Deletes a data source or destination after asking; its credential stays. */
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { ResourceKind } from '../../../lib/resource/schema.ts';
import { callApi, failureText } from '../../http/call.ts';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/dialog/confirm.tsx';
import { resourceWords } from '../words.ts';

export function DeleteResource({ kind, id, name }: { kind: ResourceKind; id: string; name: string }) {
  const router = useRouter();
  const { one, path } = resourceWords[kind];
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const onAnswer = async (yes: boolean) => {
    setAsking(false);
    if (!yes || busy) return;
    setBusy(true);
    setProblem('');
    const answer = await callApi({ method: 'DELETE', url: `/api${path}/${id}` });
    // One that is gone already is what was wanted.
    if (answer.kind === 'done' || (answer.kind === 'problem' && answer.problem.code === 'not_found')) {
      return router.push(`${path}?deleted=yes`);
    }
    setBusy(false);
    setProblem(failureText(answer));
  };
  return (
    <div className="flex flex-col items-end">
      <Button onClick={() => setAsking(true)} loading={busy}>
        Delete<span className="sr-only"> this {one}</span>
      </Button>
      <p role="alert" className="text-[13px] text-invalid not-empty:mb-2">
        {problem}
      </p>
      <Confirm open={asking} title={`Delete ${name}?`} yes="Delete" no="Keep it" danger onAnswer={onAnswer}>
        Pipelines that name this {one} are refused from then on. Its credential stays. This can’t be undone.
      </Confirm>
    </div>
  );
}
