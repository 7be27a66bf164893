'use client';
/** What a client of the WhatsApp API is told to call Flowkeep with a key: address, key and lines, to be copied. */
import { type ReactNode, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { ApiKeyView } from '../../../lib/access/keys/api-key-schema.ts';
import { type Client, clients, linesOf, usableClients } from '../../../lib/connector/clients.ts';
import { CredentialPicker, type Picked } from '../../credential/credential-picker.tsx';
import { CodeBox } from '../../resource/sample/code-box.tsx';
import { Field, fieldIds } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { listed } from '../../words/formats.ts';

interface ClientLinesProps {
  apiKey: Pick<ApiKeyView, 'scopes' | 'credentials'>;
  /** The key itself, or what stands in its place where it is not known any more. */
  text: string;
  appUrl: string;
  connector: string;
}

const unfit = clients.filter(({ why }) => why !== null);

const called = ({ name, version }: Pick<Client, 'name' | 'version'>) =>
  [name, version].filter(Boolean).join(' ');

/** What is to be typed as it stands. */
const typed = (chunks: ReactNode) => <code className="font-mono text-xs">{chunks}</code>;

/** The one credential whose address is shown: chosen where the key reaches several. */
function Which({
  credentials,
  connector,
  onChange,
}: {
  credentials: ApiKeyView['credentials'];
  connector: string;
  onChange: (id: string) => void;
}) {
  const t = useTranslations('keyUse');
  const [picked, setPicked] = useState<Picked | null>(null);
  if (!credentials) {
    return (
      <Field id="lines-credential" label={t('clients.credential')} hint={t('clients.credentialHint')}>
        <CredentialPicker
          id="lines-credential"
          connector={connector}
          except={null}
          value={picked}
          describedBy="lines-credential-hint"
          onChange={(next) => {
            setPicked(next);
            onChange(next?.id ?? '');
          }}
        />
      </Field>
    );
  }
  if (credentials.length < 2) return null;
  return (
    <Field id="lines-credential" label={t('clients.credential')} hint={t('clients.credentialHint')}>
      <select
        {...fieldIds('lines-credential', { hint: true })}
        onChange={({ target }) => onChange(target.value)}
        className="field-control"
      >
        {credentials.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </Field>
  );
}

export function ClientLines({ apiKey: { scopes, credentials }, text, appUrl, connector }: ClientLinesProps) {
  const t = useTranslations('keyUse');
  const tUi = useTranslations('ui');
  const language = useLocale();
  const [credentialId, setCredentialId] = useState(credentials?.[0]?.id ?? '');
  const [clientId, setClientId] = useState(usableClients[0]?.id ?? '');
  if (!scopes.includes('use')) return null;
  const client = usableClients.find(({ id }) => id === clientId);
  const base = `${appUrl}/graph/${credentialId || '{credentialId}'}`;
  const lines = client ? linesOf(client, base, text) : null;
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <Which credentials={credentials} connector={connector} onChange={setCredentialId} />
      <CodeBox
        copy={tUi('copy')}
        label={t('clients.address', { host: 'https://graph.facebook.com' })}
        text={base}
      />
      <Field id="lines-client" label={t('clients.client')}>
        <select
          {...fieldIds('lines-client', {})}
          value={clientId}
          onChange={({ target }) => setClientId(target.value)}
          className="field-control"
        >
          {usableClients.map(({ id, name, version }) => (
            <option key={id} value={id} translate="no">
              {called({ name, version })}
            </option>
          ))}
        </select>
      </Field>
      {client && (
        <p className="text-[13px] leading-relaxed text-muted">
          {t.rich(`clients.how.${client.id}`, { code: typed })}
        </p>
      )}
      {client && lines && (
        <CodeBox copy={tUi('copy')} label={t('clients.told', { name: client.name })} text={lines} />
      )}
      {client?.fit === 'line' && <Notice tone="warning">{t('clients.warning')}</Notice>}
      <p className="text-xs leading-relaxed text-muted">
        {t.rich('clients.unfit', {
          names: () => <span translate="no">{listed(unfit.map(called), 'unit', language)}</span>,
        })}
      </p>
    </div>
  );
}
