'use client';
/** The fields of Add New Credential, in three quiet groups. */
import { Advanced } from '../field/advanced.tsx';
import { useFormWorld } from '../field/form-context.tsx';
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
  return (
    <FormField
      name="name"
      hint="How you and your colleagues tell it apart from others."
      after={<NameSuggestion failure={failure} />}
    >
      <input {...useControl('name')} autoComplete="off" data-1p-ignore="" className="field-control" />
    </FormField>
  );
}

function DescriptionField() {
  // Nothing is cleaned here: a description may hold any text but a token, which the schema refuses.
  const { onPaste: _paste, onDrop: _drop, ...control } = useControl('description');
  return (
    <FormField
      name="description"
      optional
      hint="What it is for, how fresh its data is, whom to ask: whatever helps others to use it well."
    >
      <textarea {...control} rows={2} className="field-control field-sizing-content max-h-40" />
    </FormField>
  );
}

function AppSecret() {
  const { form } = useFormWorld();
  return (
    <Advanced needed={form.formState.errors.appSecret !== undefined}>
      <SecretField
        name="appSecret"
        optional
        hint="Only for apps that require a proof made with it. Sealed like the token."
      />
    </Advanced>
  );
}

export function CredentialForm({ failure }: { failure: SaveFailure | null }) {
  return (
    <div className="flex flex-col gap-8">
      <ErrorSummary />
      <Group title="Name & description">
        <NameField failure={failure} />
        <DescriptionField />
      </Group>
      <Group title="Credential settings">
        <TokenField />
        <WabaField />
        <VersionField />
      </Group>
      <AppSecret />
    </div>
  );
}
