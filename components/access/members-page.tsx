/** The people of this Flowkeep, and those who are invited; for admins. */
import type { PersonActor } from '../../lib/access/actor.ts';
import { listMembers } from '../../lib/access/people/members.ts';
import { words } from '../../lib/words/words.ts';
import { EmptyLine } from '../ui/empty-line.tsx';
import { BackgroundWork } from './background-work.tsx';
import { InvitationRow } from './invitation-row.tsx';
import { Invite } from './invite.tsx';
import { MemberRow } from './member-row.tsx';
import { OnlyAdminsPage } from './only-admins-page.tsx';

const listClass = 'divide-y divide-line overflow-hidden rounded-card border border-line bg-surface';

export async function MembersPage({ actor }: { actor: PersonActor }) {
  if (actor.role !== 'admin') return <OnlyAdminsPage what="members" />;
  const t = words('access');
  const { items, invitations } = await listMembers(actor);
  return (
    <>
      <div className="mb-6 flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-2xl font-semibold tracking-tight">{t('members.title')}</h1>
        <Invite />
      </div>
      <ul className={listClass}>
        {items.map((member) => (
          <MemberRow key={member.id} member={member} isSelf={member.id === actor.id} />
        ))}
      </ul>
      <section aria-labelledby="invitations-title" className="mt-8">
        <h2 id="invitations-title" className="mb-3 text-base font-semibold">
          {t('members.invitations')}
        </h2>
        {invitations.length === 0 ? (
          <EmptyLine>{t('members.nobodyInvited')}</EmptyLine>
        ) : (
          <ul className={listClass}>
            {invitations.map((invitation) => (
              <InvitationRow key={invitation.id} invitation={invitation} />
            ))}
          </ul>
        )}
      </section>
      <BackgroundWork />
    </>
  );
}
