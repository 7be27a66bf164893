'use client';
/** "X was deleted", with Undo: the record comes back, and then asks for a token. */
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { callApi, failureText } from '../http/call.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';

export function UndoDeletion({ id, name }: { id: string; name: string }) {
  const router = useRouter();
  const box = useRef<HTMLDivElement>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  // The tile that had the focus is gone: what happened to it takes its place.
  useEffect(() => box.current?.focus(), []);
  const undo = async () => {
    setBusy(true);
    setProblem('');
    const answer = await callApi({ method: 'POST', url: `/api/credentials/${id}/restoration`, body: {} });
    if (answer.kind === 'done') return router.push(`/credentials/${id}`);
    setBusy(false);
    setProblem(failureText(answer));
  };
  return (
    <div ref={box} tabIndex={-1} className="mb-6 rounded-control">
      <Notice tone="success">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="wrap-anywhere">
            {name} was deleted. Its token is gone; the record can be brought back for 30 days.
          </p>
          <Button onClick={undo} loading={busy} disabled={busy}>
            Undo
          </Button>
        </div>
        <p role="alert" className="text-invalid not-empty:mt-2">
          {problem}
        </p>
      </Notice>
    </div>
  );
}
