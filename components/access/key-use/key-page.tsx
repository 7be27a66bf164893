/** A key's own page: what it reaches, and what clients are told to use it. The key itself is shown only when it is made. */
import Link from 'next/link';
import { notFound } from 'next/navigation';
import type { PersonActor } from '../../../lib/access/actor.ts';
import type { ApiKeyView } from '../../../lib/access/keys/api-key-schema.ts';
import { readApiKey } from '../../../lib/access/keys/api-keys.ts';
import { connectors } from '../../../lib/connector/connectors.ts';
import { environment } from '../../../lib/env.ts';
import { Problem } from '../../../lib/errors.ts';
import { currentLanguage, words } from '../../../lib/words/words.ts';
import { Notice } from '../../ui/notice.tsx';
import { Fact, Facts, Panel } from '../../ui/panel.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { listed } from '../../words/formats.ts';
import { OnlyAdminsPage } from '../only-admins-page.tsx';
import { ClientLines } from './client-lines.tsx';

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
  const t = words('keyUse');
  const language = currentLanguage();
  return (
    <Facts>
      <Fact name={t('page.key')}>
        <span className="font-mono text-xs" translate="no">
          fk_…{lastFour}
        </span>
      </Fact>
      <Fact name={t('page.state')}>{words('access')(`keys.states.${state}`)}</Fact>
      <Fact name={t('page.scopes')}>
        <span translate="no">{listed(scopes, 'conjunction', language)}</span>
      </Fact>
      <Fact name={t('page.credentials')}>
        {credentials
          ? listed(
              credentials.map(({ name }) => name),
              'unit',
              language,
            ) || t('page.none')
          : t('page.all')}
      </Fact>
      <Fact name={t('page.ends')}>{expiresAt ? <RelativeTime iso={expiresAt} /> : t('page.never')}</Fact>
    </Facts>
  );
}

export async function KeyPage({ actor, id }: { actor: PersonActor; id: string }) {
  if (actor.role !== 'admin') return <OnlyAdminsPage what="keys" />;
  const apiKey = await keyOrNotFound(actor, id);
  const { name, scopes, credentials, state } = apiKey;
  const t = words('keyUse');
  const usable = state === 'active' && scopes.includes('use');
  return (
    <div className="flex flex-col gap-6">
      <div>
        <Link href="/keys" className="text-[13px] text-muted underline underline-offset-2">
          {words('access')('keys.title')}
        </Link>
        <h1 className="text-2xl font-semibold tracking-tight wrap-anywhere">{name}</h1>
      </div>
      <Panel id="key" title={t('page.key')}>
        <KeyFacts apiKey={apiKey} />
      </Panel>
      <Panel id="clients" title={t('page.use')}>
        {usable ? (
          <>
            <p className="mb-4 max-w-[65ch] leading-relaxed text-muted">
              {t.rich('page.putKey', {
                key: () => (
                  <span className="font-mono text-xs" translate="no">
                    fk_…
                  </span>
                ),
              })}
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
              ? t.rich('page.noUse', { use: () => <span translate="no">use</span> })
              : t('page.over')}
          </Notice>
        )}
      </Panel>
    </div>
  );
}
