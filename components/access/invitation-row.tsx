'use client';
/** An open invitation: when it ends, and the way to take it back. */
import type { MemberList } from '../../lib/access/people/member-schema.ts';
import { Button } from '../ui/button.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { AccessRow } from './access-row.tsx';
import { useRowChange } from './use-row-change.ts';

export function InvitationRow({ invitation }: { invitation: MemberList['invitations'][number] }) {
  const { id, email, role, invitedBy, expiresAt } = invitation;
  const { problem, busy, send } = useRowChange(`/api/invitations/${id}`);
  return (
    <AccessRow
      title={email}
      problem={problem}
      action={
        <Button onClick={() => send('DELETE')} loading={busy} disabled={busy}>
          Take back<span className="sr-only"> the invitation of {email}</span>
        </Button>
      }
    >
      <p className="text-[13px] text-muted">
        Invited by {invitedBy} as {role} · ends <RelativeTime iso={expiresAt} />
      </p>
    </AccessRow>
  );
}
