'use client';
/** An open invitation: when it ends, and the way to take it back. */
import { useTranslations } from 'use-intl';
import type { MemberList } from '../../lib/access/people/member-schema.ts';
import { Button } from '../ui/button.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { forScreenReaders } from '../words/rich.tsx';
import { AccessRow } from './access-row.tsx';
import { useRowChange } from './use-row-change.ts';

export function InvitationRow({ invitation }: { invitation: MemberList['invitations'][number] }) {
  const t = useTranslations('access');
  const { id, email, role, invitedBy, expiresAt } = invitation;
  const { problem, busy, send } = useRowChange(`/api/invitations/${id}`);
  return (
    <AccessRow
      title={email}
      problem={problem}
      action={
        <Button onClick={() => send('DELETE')} loading={busy} disabled={busy}>
          {t.rich('members.takeBack', { email, more: forScreenReaders })}
        </Button>
      }
    >
      <p className="text-[13px] text-muted">
        {t.rich('members.invitedBy', { name: invitedBy, role, when: () => <RelativeTime iso={expiresAt} /> })}
      </p>
    </AccessRow>
  );
}
