'use client';
/** The fields of Add New Credential, in three quiet groups. */
import { useTranslations } from 'use-intl';
import { Advanced } from '../field/advanced.tsx';
import { useCredentialForm } from '../field/form-context.tsx';
import { FormField, useControl } from '../field/form-field.tsx';
import { SecretField } from '../field/secret-field.tsx';
import { TokenField } from '../field/token-field.tsx';
import { VersionField } from '../field/version-field.tsx';
import { WabaField } from '../field/waba-field.tsx';
import type { SaveFailure } from '../proof/save-failure.ts';
import { ErrorSummary } from './error-summary.tsx';
import { NameSuggestion } from './name-suggestion.tsx';

function Group({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-5">
      <legend className="mb-4 text-xs font-medium text-muted">{title}</legend>
      {children}
    </fieldset>
  );
}

function NameField({ failure }: { failure: SaveFailure | null }) {
  const t = useTranslations('credentialForm');
  return (
    <FormField name="name" hint={t('hints.name')} after={<NameSuggestion failure={failure} />}>
      <input {...useControl('name')} autoComplete="off" data-1p-ignore="" className="field-control" />
    </FormField>
  );
}

function DescriptionField() {
  const t = useTranslations('credentialForm');
  // Nothing is cleaned here: a description may hold any text but a token, which the schema refuses.
  const { onPaste: _paste, onDrop: _drop, ...control } = useControl('description');
  return (
    <FormField name="description" optional hint={t('hints.description')}>
      <textarea {...control} rows={2} className="field-control field-sizing-content max-h-40" />
    </FormField>
  );
}

function AppSecret() {
  const t = useTranslations('credentialForm');
  const { form } = useCredentialForm();
  return (
    <Advanced needed={form.formState.errors.appSecret !== undefined}>
      <SecretField name="appSecret" optional hint={t('hints.appSecret')} />
    </Advanced>
  );
}

export function CredentialForm({ failure }: { failure: SaveFailure | null }) {
  const t = useTranslations('credentialForm');
  return (
    <div className="flex flex-col gap-8">
      <ErrorSummary />
      <Group title={t('add.naming')}>
        <NameField failure={failure} />
        <DescriptionField />
      </Group>
      <Group title={t('add.settings')}>
        <TokenField />
        <WabaField />
        <VersionField />
      </Group>
      <AppSecret />
    </div>
  );
}
