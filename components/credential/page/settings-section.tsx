'use client';
/** What Meta is called with: the account and the version of the API. */
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { CopyButton } from '../../ui/copy-button.tsx';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { Fact, Facts, Panel } from '../../ui/panel.tsx';
import { forScreenReaders } from '../../words/rich.tsx';
import { useRefusal } from '../menu/use-refusal.ts';
import { GroupedId } from '../tile/grouped-id.tsx';
import { versionWords } from '../tile/tile-words.ts';
import { useCredential } from './credential-context.tsx';

const EditSettingsForm = dynamic(() =>
  import('./change/edit-settings-form.tsx').then((m) => m.EditSettingsForm),
);

export function SettingsSection({ connectorName }: { connectorName: string }) {
  const t = useTranslations('credentialPage');
  const { tile, isAdmin, admins } = useCredential();
  const [editing, setEditing] = useState(false);
  const [told, setTold] = useState('');
  const refusal = useRefusal(isAdmin, admins)('settings');
  const open = () => {
    setTold('');
    setEditing(true);
  };
  return (
    <Panel
      id="settings"
      title={t('settings.title')}
      action={
        !editing && (
          <GuardedButton refusal={refusal} onClick={open}>
            {t.rich('settings.edit', { more: forScreenReaders })}
          </GuardedButton>
        )
      }
    >
      {editing ? (
        <EditSettingsForm
          onSaved={() => {
            setEditing(false);
            setTold(t('settings.saved'));
          }}
          onCancel={() => setEditing(false)}
        />
      ) : (
        <Facts>
          <Fact name={t('settings.account')}>
            {tile.wabaName ? <span translate="no">{tile.wabaName}</span> : t('notTold')}
          </Fact>
          <Fact name={t('settings.wabaId')}>
            <span className="inline-flex flex-wrap items-center gap-2">
              <GroupedId id={tile.wabaId} />
              <CopyButton text={tile.wabaId} label={t('settings.copyWabaId')} />
            </span>
          </Fact>
          <Fact name={t('settings.apiVersion')}>{versionWords(tile)}</Fact>
          <Fact name={t('settings.connector')}>
            <span translate="no">{connectorName}</span>
          </Fact>
          <Fact name={t('settings.reference')}>
            <span className="inline-flex flex-wrap items-center gap-2">
              <span className="font-mono text-xs" translate="no">
                {tile.id}
              </span>
              <CopyButton text={tile.id} label={t('settings.copyReference')} />
            </span>
          </Fact>
        </Facts>
      )}
      <p role="status" className="text-sm text-valid not-empty:mt-3">
        {told}
      </p>
    </Panel>
  );
}
