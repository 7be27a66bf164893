'use client';
/** Deletes a data source or destination after asking; its credential stays. */
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ResourceKind } from '../../../lib/resource/schema.ts';
import { callApi } from '../../http/call.ts';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/dialog/confirm.tsx';
import { forScreenReaders } from '../../words/rich.tsx';
import { resourcePaths } from '../paths.ts';
import { refusalWords } from '../refusal-words.ts';

export function DeleteResource({ kind, id, name }: { kind: ResourceKind; id: string; name: string }) {
  const router = useRouter();
  const t = useTranslations('resource');
  const tProblem = useTranslations('problem');
  const path = resourcePaths[kind];
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
    setProblem(refusalWords(t, tProblem, kind, answer));
  };
  return (
    <div className="flex flex-col items-end">
      <Button onClick={() => setAsking(true)} loading={busy}>
        {t.rich('page.delete.button', { kind, more: forScreenReaders })}
      </Button>
      <p role="alert" className="text-[13px] text-invalid not-empty:mb-2">
        {problem}
      </p>
      <Confirm
        open={asking}
        title={t('page.delete.title', { name })}
        yes={t('page.delete.yes')}
        no={t('page.delete.no')}
        danger
        onAnswer={onAnswer}
      >
        {t('page.delete.text', { kind })}
      </Confirm>
    </div>
  );
}
