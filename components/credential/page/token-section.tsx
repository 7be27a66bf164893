'use client';
/** The token of the credential: what is known of it, and the ways to another one. Its text is never here. */
import dynamic from 'next/dynamic';
import { useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { CopyButton } from '../../ui/copy-button.tsx';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { Fact, Facts, Panel } from '../../ui/panel.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { listed } from '../../words/formats.ts';
import { useRefusal } from '../menu/use-refusal.ts';
import { kindWords } from '../tile/tile-words.ts';
import { useTileWording } from '../tile/use-tile-wording.ts';
import { useCredential } from './credential-context.tsx';
import { RollBack } from './roll-back.tsx';

const ReplaceTokenForm = dynamic(() =>
  import('./change/replace-token-form.tsx').then((m) => m.ReplaceTokenForm),
);

/** Of one length for every token; it is not the value of anything. */
const mask = '••••••••••••••••••••••••';

function MaskedToken({ onReplace }: { onReplace: () => void }) {
  const t = useTranslations('credentialPage');
  const { tile, isAdmin, admins } = useCredential();
  const refusal = useRefusal(isAdmin, admins);
  const missing = tile.reason === 'token_missing';
  return (
    <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
      {!missing && (
        <input
          aria-label={t('token.label')}
          value={mask}
          disabled
          readOnly
          className="field-control max-w-72 min-w-0 flex-1 font-mono text-muted opacity-80"
        />
      )}
      <GuardedButton
        variant={missing && isAdmin ? 'primary' : 'secondary'}
        refusal={refusal('replace')}
        onClick={onReplace}
      >
        {t(missing ? 'token.give' : 'token.replace')}
      </GuardedButton>
    </div>
  );
}

function TokenFacts() {
  const wording = useTileWording();
  const t = useTranslations('credentialPage');
  const language = useLocale();
  const { tile } = useCredential();
  const now = new Date();
  const ends = tile.tokenExpiresAt ? (
    <RelativeTime iso={tile.tokenExpiresAt} now={now} />
  ) : tile.tokenNeverExpires ? (
    t('token.never')
  ) : (
    t('notTold')
  );
  return (
    <Facts>
      <Fact name={t('token.kind')}>
        {kindWords(wording, { ...tile, tokenExpiresAt: null, tokenNeverExpires: false }, now)}
      </Fact>
      <Fact name={t('token.lastFour')}>
        <span className="font-mono text-[13px]" translate="no">
          …{tile.tokenLastFour}
        </span>
      </Fact>
      <Fact name={t('token.fingerprint')}>
        <span className="inline-flex flex-wrap items-center gap-2">
          <span className="font-mono text-[13px]" translate="no">
            {tile.tokenFingerprint}
          </span>
          <CopyButton text={tile.tokenFingerprint} label={t('token.copyFingerprint')} />
        </span>
      </Fact>
      <Fact name={t('token.expires')}>{ends}</Fact>
      {tile.dataAccessExpiresAt && (
        <Fact name={t('token.dataAccess')}>
          <RelativeTime iso={tile.dataAccessExpiresAt} now={now} />
        </Fact>
      )}
      <Fact name={t('token.permissions')}>
        {tile.scopes.length > 0 ? (
          <span translate="no">{listed(tile.scopes, 'unit', language)}</span>
        ) : (
          t('notTold')
        )}
      </Fact>
      <Fact name={t('token.app')}>
        {tile.appName ? <span translate="no">{`${tile.appName} (${tile.appId})`}</span> : t('notTold')}
      </Fact>
      <Fact name={t('token.appSecret')}>
        {t(tile.hasAppSecret ? 'token.secretStored' : 'token.secretNone')}
      </Fact>
      <Fact name={t('token.setBy')}>
        {t.rich('token.setByAt', {
          name: tile.tokenSetBy,
          when: () => <RelativeTime iso={tile.tokenSetAt} now={now} />,
        })}
      </Fact>
      {tile.sameTokenAs.length > 0 && (
        <Fact name={t('token.sameAs')}>
          {tile.sameTokenAs.map(({ id, name }, index) => (
            <span key={id}>
              {index > 0 && ', '}
              <a
                href={`/credentials/${id}`}
                className="text-accent underline underline-offset-2"
                translate="no"
              >
                {name}
              </a>
            </span>
          ))}
        </Fact>
      )}
    </Facts>
  );
}

export function TokenSection() {
  const t = useTranslations('credentialPage');
  const { tile, isAdmin } = useCredential();
  const asked = useSearchParams().get('replace') !== null;
  const [replacing, setReplacing] = useState(asked && isAdmin);
  const [told, setTold] = useState('');
  return (
    <Panel id="token" title={t('token.title')}>
      <div className="flex flex-col gap-5">
        {replacing ? (
          <ReplaceTokenForm
            onSaved={() => {
              setReplacing(false);
              setTold(t('token.replaced'));
            }}
            onCancel={() => setReplacing(false)}
          />
        ) : (
          <MaskedToken
            onReplace={() => {
              setTold('');
              setReplacing(true);
            }}
          />
        )}
        <p role="status" className="text-sm text-valid empty:absolute">
          {told}
        </p>
        {!replacing && tile.canRollBackUntil && <RollBack onDone={() => setTold(t('token.rolledBack'))} />}
        {tile.reason !== 'token_missing' && <TokenFacts />}
      </div>
    </Panel>
  );
}
