/** A key's own page: what it reaches, and what clients are told to use it. The key itself is shown only when it is made. */
import Link from 'next/link';
import { notFound } from 'next/navigation';
import type { PersonActor } from '../../../lib/access/actor.ts';
import type { ApiKeyView } from '../../../lib/access/keys/api-key-schema.ts';
import { readApiKey } from '../../../lib/access/keys/api-keys.ts';
import { connectors } from '../../../lib/connector/connectors.ts';
import { environment } from '../../../lib/env.ts';
import { Problem } from '../../../lib/errors.ts';
import { Notice } from '../../ui/notice.tsx';
import { Fact, Facts, Panel } from '../../ui/panel.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { OnlyAdminsPage } from '../only-admins-page.tsx';
import { ClientLines } from './client-lines.tsx';

const states = { active: 'Active', expired: 'Expired', revoked: 'Revoked' };

async function keyOrNotFound(actor: PersonActor, id: string): Promise<ApiKeyView> {
  try {
    return await readApiKey(actor, id);
  } catch (error) {
    if (error instanceof Problem && error.code === 'not_found') notFound();
    throw error;
  }
}

function KeyFacts({ apiKey }: { apiKey: ApiKeyView }) {
  const { lastFour, state, scopes, credentials, expiresAt } = apiKey;
  return (
    <Facts>
      <Fact name="Key">
        <span className="font-mono text-xs">fk_…{lastFour}</span>
      </Fact>
      <Fact name="State">{states[state]}</Fact>
      <Fact name="Scopes">{scopes.join(' and ')}</Fact>
      <Fact name="Credentials">
        {credentials ? credentials.map(({ name }) => name).join(', ') || 'none' : 'all'}
      </Fact>
      <Fact name="Ends">{expiresAt ? <RelativeTime iso={expiresAt} /> : 'never'}</Fact>
    </Facts>
  );
}

export async function KeyPage({ actor, id }: { actor: PersonActor; id: string }) {
  if (actor.role !== 'admin') return <OnlyAdminsPage title="API key" what="see and make API keys" />;
  const apiKey = await keyOrNotFound(actor, id);
  const { name, scopes, credentials, state } = apiKey;
  const usable = state === 'active' && scopes.includes('use');
  return (
    <div className="flex flex-col gap-6">
      <div>
        <Link href="/keys" className="text-[13px] text-muted underline underline-offset-2">
          API keys
        </Link>
        <h1 className="text-2xl font-semibold tracking-tight wrap-anywhere">{name}</h1>
      </div>
      <Panel id="key" title="Key">
        <KeyFacts apiKey={apiKey} />
      </Panel>
      <Panel id="clients" title="Use it">
        {usable ? (
          <>
            <p className="mb-4 max-w-[65ch] leading-relaxed text-muted">
              Put the key in the place of <span className="font-mono text-xs">fk_…</span>: it was shown once,
              when it was made. Who has lost it makes a new one.
            </p>
            <ClientLines
              apiKey={{ scopes, credentials }}
              text="fk_…"
              appUrl={environment().appUrl}
              connector={connectors[0]?.id ?? ''}
            />
          </>
        ) : (
          <Notice tone="info">
            {state === 'active'
              ? 'This key has not the scope use, so no client can call Meta with it.'
              : 'This key opens nothing any more. Make a new one.'}
          </Notice>
        )}
      </Panel>
    </div>
  );
}
