'use client';
/** The way back to the token before, while there is one; right after it, Meta is asked whether it still works. */
import { useState } from 'react';
import type { Tile } from '../../../lib/credential/look/tile.ts';
import { onlyAdmins } from '../../access/whom-to-ask.ts';
import { callApi, failureText } from '../../http/call.ts';
import { Confirm } from '../../ui/dialog/confirm.tsx';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { useCredential } from './credential-context.tsx';

export function RollBack({ onDone }: { onDone: () => void }) {
  const { tile, latest, apply, isAdmin, admins } = useCredential();
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
      return setProblem(failureText(answer));
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
          The token before this one is kept: you can go back to it for the time being.
          <span className="block text-[13px] text-muted">
            It is destroyed <RelativeTime iso={canRollBackUntil} />
          </span>
        </p>
        <GuardedButton
          refusal={isAdmin ? null : onlyAdmins('roll tokens back', admins)}
          loading={busy}
          disabled={busy}
          onClick={() => setAsking(true)}
        >
          Roll back
        </GuardedButton>
      </div>
      <p role="alert" className="text-invalid not-empty:mt-2">
        {problem}
      </p>
      <Confirm
        open={asking}
        title="Roll back to the token before?"
        yes="Roll back"
        no="Keep this one"
        onAnswer={(yes) => {
          setAsking(false);
          if (yes) void rollBack();
        }}
      >
        The token in use, …{tile.tokenLastFour}, is set aside and the one before it is used again, at once,
        with the account it was proven for. Meta is asked about it right after. You can roll forward again.
      </Confirm>
    </Notice>
  );
}
