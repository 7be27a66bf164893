'use client';
/** An open invitation: when it ends, and the way to take it back. */
import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import type { MemberList } from '../../lib/access/people/member-schema.ts';
import { callApi, failureText } from '../http/call.ts';
import { Button } from '../ui/button.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';

export function InvitationRow({ invitation }: { invitation: MemberList['invitations'][number] }) {
  const { id, email, role, invitedBy, expiresAt } = invitation;
  const router = useRouter();
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const [, startRefresh] = useTransition();
  const takeBack = async () => {
    setBusy(true);
    const answer = await callApi({ method: 'DELETE', url: `/api/invitations/${id}` });
    setBusy(false);
    setProblem(answer.kind === 'done' ? '' : failureText(answer));
    startRefresh(() => router.refresh());
  };
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 px-5 py-4 max-sm:px-4">
      <div className="min-w-0">
        <p className="font-medium wrap-anywhere">{email}</p>
        <p className="text-[13px] text-muted">
          Invited by {invitedBy} as {role} · ends <RelativeTime iso={expiresAt} />
        </p>
        <p role="alert" className="text-[13px] text-invalid empty:absolute">
          {problem}
        </p>
      </div>
      <Button onClick={takeBack} loading={busy} disabled={busy}>
        Take back<span className="sr-only"> the invitation of {email}</span>
      </Button>
    </li>
  );
}
