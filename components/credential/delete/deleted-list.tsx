/** The page of deleted credentials that can be brought back. */
import type { PersonActor } from '../../../lib/access/actor.ts';
import { deletedKeptDays } from '../../../lib/credential/kept.ts';
import { deletedListed, listDeleted } from '../../../lib/credential/look/deleted.ts';
import { words } from '../../../lib/words/words.ts';
import { OnlyAdminsPage } from '../../access/only-admins-page.tsx';
import { BackLink } from '../../frame/back-link.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { GroupedId } from '../tile/grouped-id.tsx';
import { BringBack } from './bring-back.tsx';

export async function DeletedListPage({ actor }: { actor: PersonActor }) {
  if (actor.role !== 'admin') return <OnlyAdminsPage what="deleted" />;
  const t = words('credentialDelete');
  const { items } = await listDeleted(actor);
  const now = new Date();
  return (
    <>
      <p className="mb-3">
        <BackLink href="/credentials">{t('deleted.back')}</BackLink>
      </p>
      <h1 className="text-2xl font-semibold tracking-tight">{t('deleted.title')}</h1>
      <p className="mt-1 mb-6 max-w-[65ch] leading-relaxed text-muted">
        {t('deleted.text', { days: deletedKeptDays })}
      </p>
      {items.length === 0 ? (
        <EmptyState title={t('deleted.none', { days: deletedKeptDays })} />
      ) : (
        <ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface">
          {items.map(({ id, name, wabaId, wabaName, deletedBy, deletedAt, goneAt }) => (
            <li key={id} className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 px-5 py-4">
              <div className="min-w-0">
                <p className="font-medium wrap-anywhere" translate="no">
                  {name}
                </p>
                <p className="text-[13px] text-muted wrap-anywhere">
                  {wabaName && <span translate="no">{`${wabaName} · `}</span>}
                  {t.rich('deleted.waba', { id: () => <GroupedId id={wabaId} /> })}
                </p>
                <p className="text-[13px] text-muted">
                  {t.rich('deleted.who', {
                    name: deletedBy,
                    when: () => <RelativeTime iso={deletedAt} now={now} />,
                    gone: () => <RelativeTime iso={goneAt} now={now} />,
                  })}
                </p>
              </div>
              <BringBack id={id} name={name} />
            </li>
          ))}
        </ul>
      )}
      {items.length === deletedListed && (
        <p className="mt-3 text-[13px] text-muted">{t('deleted.newest', { count: deletedListed })}</p>
      )}
    </>
  );
}
