'use client';
/** What Meta is called with: the account and the version of the API. */
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { onlyAdmins } from '../../access/whom-to-ask.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { Fact, Facts, Panel } from '../../ui/panel.tsx';
import { GroupedId } from '../tile/grouped-id.tsx';
import { versionWords } from '../tile/tile-words.ts';
import { useCredential } from './credential-context.tsx';

const EditSettingsForm = dynamic(() =>
  import('./change/edit-settings-form.tsx').then((m) => m.EditSettingsForm),
);

export function SettingsSection({ connectorName }: { connectorName: string }) {
  const { tile, isAdmin, admins } = useCredential();
  const [editing, setEditing] = useState(false);
  const [told, setTold] = useState('');
  const refusal = isAdmin ? null : onlyAdmins('edit settings', admins);
  const open = () => {
    setTold('');
    setEditing(true);
  };
  return (
    <Panel
      id="settings"
      title="Settings"
      action={
        !editing && (
          <GuardedButton refusal={refusal} onClick={open}>
            Edit<span className="sr-only"> settings</span>
          </GuardedButton>
        )
      }
    >
      {editing ? (
        <EditSettingsForm
          onSaved={() => {
            setEditing(false);
            setTold('Saved.');
          }}
          onCancel={() => setEditing(false)}
        />
      ) : (
        <Facts>
          <Fact name="Account">{tile.wabaName ?? 'not told by Meta'}</Fact>
          <Fact name="WABA ID">
            <span className="inline-flex flex-wrap items-center gap-2">
              <GroupedId id={tile.wabaId} />
              <CopyButton text={tile.wabaId} label="Copy the WABA ID" />
            </span>
          </Fact>
          <Fact name="API Version">{versionWords(tile)}</Fact>
          <Fact name="Connector">{connectorName}</Fact>
          <Fact name="Reference">
            <span className="inline-flex flex-wrap items-center gap-2">
              <span className="font-mono text-xs">{tile.id}</span>
              <CopyButton text={tile.id} label="Copy the reference" />
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
