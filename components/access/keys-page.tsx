/** Flowkeep's own API keys, for admins: made, shown once, revoked. */
import type { PersonActor } from '../../lib/access/actor.ts';
import { listApiKeys } from '../../lib/access/keys/api-keys.ts';
import { connectors } from '../../lib/connector/connectors.ts';
import { environment } from '../../lib/env.ts';
import { words } from '../../lib/words/words.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { KeyRow } from './key-row.tsx';
import { MakeKey } from './make-key.tsx';
import { OnlyAdminsPage } from './only-admins-page.tsx';

export async function KeysPage({ actor }: { actor: PersonActor }) {
  if (actor.role !== 'admin') return <OnlyAdminsPage what="keys" />;
  const t = words('access');
  const { items } = await listApiKeys(actor);
  const [connector] = connectors;
  return (
    <>
      <div className="mb-2 flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-2xl font-semibold tracking-tight">{t('keys.title')}</h1>
        <MakeKey connector={connector?.id ?? ''} appUrl={environment().appUrl} />
      </div>
      <p className="mb-6 max-w-[65ch] leading-relaxed text-muted">
        {t.rich('keys.text', {
          use: () => <em translate="no">use</em>,
          manage: () => <em translate="no">manage</em>,
        })}
      </p>
      {items.length === 0 ? (
        <EmptyState title={t('keys.none')} />
      ) : (
        <ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface">
          {items.map((key) => (
            <KeyRow key={key.id} apiKey={key} />
          ))}
        </ul>
      )}
    </>
  );
}
