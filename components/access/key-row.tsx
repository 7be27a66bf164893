'use client';
/** An API key: what it may do, when it was used, and the way to revoke it. */
import Link from 'next/link';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { ApiKeyView } from '../../lib/access/keys/api-key-schema.ts';
import type { Words } from '../../lib/words/words.ts';
import { Button } from '../ui/button.tsx';
import { Confirm } from '../ui/dialog/confirm.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { listed } from '../words/formats.ts';
import { forScreenReaders } from '../words/rich.tsx';
import { AccessRow } from './access-row.tsx';
import { useRowChange } from './use-row-change.ts';

function reachOf(t: Words<'access'>, language: string, { reach, credentials }: ApiKeyView): string {
  if (!credentials) return t('keys.reachAll');
  if (credentials.length === 0) return t('keys.reachNothing');
  // Deleted ones first: they are what somebody has to know of.
  const sorted = [...credentials].sort((one, other) => Number(other.deleted) - Number(one.deleted));
  const shown = sorted.slice(0, 3).map(({ name, deleted }) => (deleted ? t('keys.deleted', { name }) : name));
  const names = listed(shown, 'unit', language);
  const count = credentials.length - shown.length;
  const all = count > 0 ? t('keys.reachMore', { names, count }) : names;
  return reach === 'nothing' ? t('keys.reachNothingOf', { names: all }) : all;
}

function Times({ apiKey }: { apiKey: ApiKeyView }) {
  const t = useTranslations('access');
  const { id, name, lastUsedAt, expiresAt, createdBy, createdByAdmin, createdAt } = apiKey;
  const at = (iso: string) => ({ when: () => <RelativeTime iso={iso} /> });
  const made = createdByAdmin === false ? 'keys.madeByFormer' : 'keys.madeBy';
  return (
    <p className="text-[13px] text-muted">
      {lastUsedAt ? t.rich('keys.lastUsed', at(lastUsedAt)) : t('keys.neverUsed')}
      {' · '}
      {expiresAt ? t.rich('keys.endsAt', at(expiresAt)) : t('keys.noEnd')}
      {' · '}
      {t.rich(made, { name: createdBy, ...at(createdAt) })}
      {lastUsedAt && (
        <>
          {' · '}
          <Link href={`/audit?person=${id}`} className="text-ink underline underline-offset-2">
            {t.rich('keys.whatItDid', { name, more: forScreenReaders })}
          </Link>
        </>
      )}
    </p>
  );
}

function RevokeButton({ name, busy, onRevoke }: { name: string; busy: boolean; onRevoke: () => void }) {
  const t = useTranslations('access');
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button onClick={() => setAsking(true)} loading={busy} disabled={busy}>
        {t.rich('keys.revoke', { name, more: forScreenReaders })}
      </Button>
      <Confirm
        open={asking}
        title={t('keys.revokeTitle', { name })}
        yes={t('keys.revokeYes')}
        no={t('leaveIt')}
        danger
        onAnswer={(yes) => {
          setAsking(false);
          if (yes) onRevoke();
        }}
      >
        {t('keys.revokeText')}
      </Confirm>
    </>
  );
}

export function KeyRow({ apiKey }: { apiKey: ApiKeyView }) {
  const t = useTranslations('access');
  const language = useLocale();
  const { id, name, lastFour, scopes, state, reach } = apiKey;
  const { problem, busy, send } = useRowChange(`/api/keys/${id}`);
  const revoke = () => void send('DELETE');
  return (
    <AccessRow
      title={
        <>
          <Link href={`/keys/${id}`} className="underline-offset-2 hover:underline">
            {name}
          </Link>
          {state !== 'active' && (
            <span className="ml-2 text-xs font-medium text-invalid">{t(`keys.states.${state}`)}</span>
          )}
          {state === 'active' && reach === 'nothing' && (
            <span className="ml-2 text-xs font-medium text-invalid">{t('keys.reachesNothing')}</span>
          )}
        </>
      }
      problem={problem}
      action={state === 'active' && <RevokeButton name={name} busy={busy} onRevoke={revoke} />}
    >
      <p className="text-[13px] text-muted wrap-anywhere">
        <span className="font-mono text-xs" translate="no">
          fk_…{lastFour}
        </span>{' '}
        · <span translate="no">{listed(scopes, 'conjunction', language)}</span> ·{' '}
        {reachOf(t, language, apiKey)}
      </p>
      <Times apiKey={apiKey} />
    </AccessRow>
  );
}
