'use client';
/** The fields of Add New Credential, in three quiet groups. */
import { useEffect, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { tokenHint } from '../../lib/credential/paste.ts';
import { Notice } from '../ui/notice.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { useFormWorld } from './form-context.tsx';
import { FormField, useControl } from './form-field.tsx';
import { MoveOffer } from './move-offer.tsx';
import { NameSuggestion } from './name-suggestion.tsx';
import type { SaveFailure } from './save-failure.ts';
import { SecretField } from './secret-field.tsx';
import { VersionField } from './version-field.tsx';

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
  const { onPaste: _, ...control } = useControl('description');
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

function TokenField() {
  const { form } = useFormWorld();
  const token = useWatch({ control: form.control, name: 'accessToken' });
  const { errors, touchedFields } = form.formState;
  const hint = touchedFields.accessToken && !errors.accessToken ? tokenHint(token) : null;
  return (
    <SecretField
      name="accessToken"
      hint="The token that Meta generated, with the permissions for WhatsApp. It is sealed before it is stored, and nobody sees it again."
      after={
        <>
          <MoveOffer name="accessToken" />
          {hint && <Notice tone="warning">{hint}</Notice>}
        </>
      }
    />
  );
}

function WabaField() {
  const { form } = useFormWorld();
  const { onChange, ...control } = useControl('wabaId');
  return (
    <FormField
      name="wabaId"
      markGood
      hint="Names your WhatsApp Business Account; most calls of the Flows API need it. Not the ID of a phone number."
      after={<MoveOffer name="wabaId" />}
    >
      <input
        {...control}
        onChange={async (event) => {
          await onChange(event);
          // A letter in an id can only be a mistake: said at once, not when the field is left.
          if (/[^\d\s]/.test(event.target.value)) await form.trigger('wabaId');
        }}
        inputMode="numeric"
        autoComplete="off"
        data-1p-ignore=""
        data-lpignore="true"
        spellCheck={false}
        className="field-control tabular-nums"
      />
    </FormField>
  );
}

function Advanced() {
  const { form } = useFormWorld();
  const [open, setOpen] = useState(false);
  const wrong = form.formState.errors.appSecret !== undefined;
  useEffect(() => {
    if (wrong) setOpen(true);
  }, [wrong]);
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="w-fit rounded-sm py-1 text-sm font-medium">Advanced</summary>
      <div className="pt-4">
        <SecretField
          name="appSecret"
          optional
          hint="Only for apps that require a proof made with it. Sealed like the token."
        />
      </div>
    </details>
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
      <Advanced />
    </div>
  );
}
