'use client';
/** WABA ID and API Version: proven at Meta with the stored token before they are saved. */
import { useEffect, useState } from 'react';
import type { Resolver } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { type CredentialInput, credentialInputSchema } from '../../../../lib/credential/schema.ts';
import { schemaResolver } from '../../../ui/schema-resolver.ts';
import type { FormValues } from '../../field/form-values.ts';
import { VersionField } from '../../field/version-field.tsx';
import { WabaField } from '../../field/waba-field.tsx';
import { useCredential } from '../credential-context.tsx';
import { ChangeForm } from './change-form.tsx';
import { changedFields } from './changed-fields.ts';
import { useChangeForm } from './use-change-form.ts';

// The fields that the overlay's form has besides these two are not asked for here, and not judged.
const resolver = schemaResolver(
  credentialInputSchema.pick({ wabaId: true, apiVersion: true }).loose(),
) as unknown as Resolver<FormValues, unknown, CredentialInput>;

export function EditSettingsForm({ onSaved, onCancel }: { onSaved: () => void; onCancel: () => void }) {
  const t = useTranslations('credentialPage');
  const { tile } = useCredential();
  const [seen] = useState(tile);
  const { id, name, description, wabaId, apiVersion } = tile;
  const change = useChangeForm({
    start: { name, description, wabaId, apiVersion, accessToken: '', appSecret: '' },
    fields: ['wabaId', 'apiVersion'],
    resolver,
    callOf: (input, version) => ({
      method: 'PATCH',
      url: `/api/credentials/${id}`,
      version,
      body: { wabaId: input.wabaId, apiVersion: input.apiVersion },
    }),
    onSaved,
  });
  const { form, failure } = change.proven;
  const { setFocus } = form;
  useEffect(() => setFocus('wabaId'), [setFocus]);
  const theirs = failure?.conflict?.current;
  const mine = theirs && {
    ...theirs,
    wabaId: form.getValues('wabaId'),
    apiVersion: form.getValues('apiVersion'),
  };
  const own = theirs && mine ? changedFields(t, mine, theirs) : [];
  // They may have changed something else: then that is what there is to see.
  const rows = own.length > 0 || !theirs ? own : changedFields(t, seen, theirs);
  return (
    <ChangeForm
      change={change}
      label={t('editSettings.form')}
      promise={t('editSettings.promise')}
      onCancel={onCancel}
      conflictRows={rows}
    >
      <WabaField />
      <VersionField />
    </ChangeForm>
  );
}
