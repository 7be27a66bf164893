/** Flowkeep's own API keys, for admins: made, shown once, revoked. */
import type { PersonActor } from '../../lib/access/actor.ts';
import { listApiKeys } from '../../lib/access/keys/api-keys.ts';
import { connectors } from '../../lib/connector/connectors.ts';
import { environment } from '../../lib/env.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { KeyRow } from './key-row.tsx';
import { MakeKey } from './make-key.tsx';
import { OnlyAdminsPage } from './only-admins-page.tsx';

export async function KeysPage({ actor }: { actor: PersonActor }) {
  if (actor.role !== 'admin') return <OnlyAdminsPage title="API keys" what="see and make API keys" />;
  const { items } = await listApiKeys(actor);
  const [connector] = connectors;
  return (
    <>
      <div className="mb-2 flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-2xl font-semibold tracking-tight">API keys</h1>
        <MakeKey connector={connector?.id ?? ''} appUrl={environment().appUrl} />
      </div>
      <p className="mb-6 max-w-[65ch] leading-relaxed text-muted">
        Scripts and pipelines come in with a key of Flowkeep’s own. With the scope <em>use</em> they call Meta
        through the gateway and never see a token; with <em>manage</em> they do what admins do with
        credentials.
      </p>
      {items.length === 0 ? (
        <EmptyState title="There is no API key yet" />
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
