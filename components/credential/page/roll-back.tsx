'use client';
/** The way back to the token before, while there is one; right after it, Meta is asked whether it still works. */
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Tile } from '../../../lib/credential/look/tile.ts';
import { callApi } from '../../http/call.ts';
import { failureWords } from '../../http/failure-words.ts';
import { Confirm } from '../../ui/dialog/confirm.tsx';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { useRefusal } from '../menu/use-refusal.ts';
import { useCredential } from './credential-context.tsx';

export function RollBack({ onDone }: { onDone: () => void }) {
  const t = useTranslations('credentialPage');
  const tProblem = useTranslations('problem');
  const { tile, latest, apply, isAdmin, admins } = useCredential();
  const refusal = useRefusal(isAdmin, admins)('rollBack');
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { canRollBackUntil } = tile;

  const rollBack = async () => {
    setBusy(true);
    setProblem(null);
    const { id, version } = latest();
    const url = `/api/credentials/${id}`;
    const answer = await callApi<Tile>({ method: 'POST', url: `${url}/rollback`, body: {}, version });
    if (answer.kind !== 'done') {
      setBusy(false);
      return setProblem(failureWords(tProblem, answer));
    }
    await callApi({ method: 'POST', url: `${url}/inspection` });
    setBusy(false);
    onDone();
    apply(answer.body);
  };

  if (!canRollBackUntil) return null;
  return (
    <Notice tone="info" announce={false}>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p>
          {t('rollBack.kept')}
          <span className="block text-[13px] text-muted">
            {t.rich('rollBack.ends', { when: () => <RelativeTime iso={canRollBackUntil} /> })}
          </span>
        </p>
        <GuardedButton refusal={refusal} loading={busy} disabled={busy} onClick={() => setAsking(true)}>
          {t('rollBack.button')}
        </GuardedButton>
      </div>
      <p role="alert" className="text-invalid not-empty:mt-2">
        {problem}
      </p>
      <Confirm
        open={asking}
        title={t('rollBack.ask')}
        yes={t('rollBack.button')}
        no={t('rollBack.no')}
        onAnswer={(yes) => {
          setAsking(false);
          if (yes) void rollBack();
        }}
      >
        {t('rollBack.text', { lastFour: tile.tokenLastFour })}
      </Confirm>
    </Notice>
  );
}
