'use client';
/** Replace token: the masked field opened for a new one. Loaded only when somebody is about to use it. */
import { useEffect, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import type { Tile } from '../../../../lib/credential/look/tile.ts';
import type { CredentialInput, TokenReplacement } from '../../../../lib/credential/schema.ts';
import { Advanced } from '../../field/advanced.tsx';
import { credentialResolver, type FormValues } from '../../field/form-values.ts';
import { SecretField } from '../../field/secret-field.tsx';
import { TokenField } from '../../field/token-field.tsx';
import { WabaField } from '../../field/waba-field.tsx';
import type { SaveFailure } from '../../proof/save-failure.ts';
import type { StepCall } from '../../proof/step-stream.ts';
import type { ProvenForm } from '../../proof/use-proven-form.ts';
import { useCredential } from '../credential-context.tsx';
import { ChangeForm } from './change-form.tsx';
import { changedFields } from './changed-fields.ts';
import { ConfirmDifferences } from './confirm-differences.tsx';
import { useChangeForm } from './use-change-form.ts';

function startOf({ name, description, wabaId, apiVersion }: Tile): FormValues {
  return { name, description, wabaId, apiVersion, accessToken: '', appSecret: '' };
}

interface More {
  removeSecret: boolean;
  /** The credential's name, typed. */
  confirm: string | null;
}

/** What is sent: only what is new; the rest stays as it is. */
function bodyOf(tile: Tile, input: CredentialInput, { removeSecret, confirm }: More): TokenReplacement {
  return {
    accessToken: input.accessToken,
    ...(input.appSecret ? { appSecret: input.appSecret } : removeSecret ? { appSecret: null } : {}),
    ...(input.wabaId === tile.wabaId ? {} : { wabaId: input.wabaId }),
    ...(confirm ? { confirm } : {}),
  };
}

function Seldom({
  form,
  removeSecret,
  onRemove,
}: {
  form: ProvenForm['form'];
  removeSecret: boolean;
  onRemove: (remove: boolean) => void;
}) {
  const t = useTranslations('credentialPage');
  const { tile } = useCredential();
  const { errors } = form.formState;
  const wabaId = useWatch({ control: form.control, name: 'wabaId' });
  const needed = wabaId !== tile.wabaId || errors.wabaId !== undefined || errors.appSecret !== undefined;
  return (
    <Advanced needed={needed}>
      <WabaField />
      <SecretField
        name="appSecret"
        optional
        hint={t(tile.hasAppSecret ? 'replaceToken.secretKept' : 'replaceToken.secretHint')}
      />
      {tile.hasAppSecret && (
        <label className="flex items-center gap-2.5">
          <input
            type="checkbox"
            checked={removeSecret}
            onChange={({ target }) => onRemove(target.checked)}
            className="size-4 accent-accent"
          />
          {t('replaceToken.removeSecret')}
        </label>
      )}
    </Advanced>
  );
}

export function ReplaceTokenForm({ onSaved, onCancel }: { onSaved: () => void; onCancel: () => void }) {
  const t = useTranslations('credentialPage');
  const { tile } = useCredential();
  // What the person saw when they began, for the two sides of a conflict.
  const [seen] = useState(tile);
  const [removeSecret, setRemoveSecret] = useState(false);
  /** The refusal whose differences the person has answered; the next one asks anew. */
  const [answered, setAnswered] = useState<SaveFailure | null>(null);
  const callWith =
    (confirm: string | null) =>
    (input: CredentialInput, version: number): StepCall => ({
      method: 'PUT',
      url: `/api/credentials/${tile.id}/token`,
      version,
      body: bodyOf(tile, input, { removeSecret, confirm }),
    });
  const change = useChangeForm({
    start: startOf(tile),
    fields: ['accessToken', 'wabaId', 'appSecret'],
    resolver: credentialResolver(tile.connector),
    callOf: callWith(null),
    onSaved,
  });
  const { failure, form, forget } = change.proven;
  const { setFocus } = form;
  useEffect(() => setFocus('accessToken'), [setFocus]);

  return (
    <>
      <ChangeForm
        change={change}
        label={t('replaceToken.form')}
        promise={t('replaceToken.promise')}
        onCancel={onCancel}
        conflictRows={failure?.conflict ? changedFields(t, seen, failure.conflict.current) : []}
        conflictSides="replace"
      >
        <TokenField />
        <Seldom form={form} removeSecret={removeSecret} onRemove={setRemoveSecret} />
      </ChangeForm>
      <ConfirmDifferences
        differences={failure === answered ? null : (failure?.differences ?? null)}
        name={tile.name}
        onConfirm={(typed) => {
          setAnswered(failure);
          void change.submit(callWith(typed));
        }}
        onCancel={() => {
          setAnswered(failure);
          forget();
          setFocus('accessToken');
        }}
      />
    </>
  );
}
