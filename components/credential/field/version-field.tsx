'use client';
/** The API version: free entry with suggestions, and the truth about what Meta does with it today. */
import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { useLocale, useTranslations } from 'use-intl';
import {
  describeVersion,
  knownVersions,
  newestVersion,
  normaliseVersion,
} from '../../../lib/graph/versions.ts';
import { Button } from '../../ui/button.tsx';
import { fieldId, useCredentialForm } from './form-context.tsx';
import { FormField, useControl } from './form-field.tsx';
import { versionSentence } from './version-sentence.ts';

export function VersionField() {
  const t = useTranslations('credentialForm');
  const language = useLocale();
  const context = useCredentialForm();
  const { form, pasting } = context;
  const control = useControl('apiVersion');
  const [now] = useState(() => new Date());
  const typed = useWatch({ control: form.control, name: 'apiVersion' });
  // An unreadable version has its error instead.
  const sentence = versionSentence(t, language, describeVersion(normaliseVersion(typed) ?? typed, now), now);
  const listId = `${fieldId(context, 'apiVersion')}-list`;

  const normalise = () => {
    const version = normaliseVersion(typed);
    if (version && version !== typed) form.setValue('apiVersion', version, { shouldDirty: true });
  };

  return (
    <FormField
      name="apiVersion"
      hint={
        <>
          {t('hints.apiVersion', { newest: newestVersion })}
          {sentence && <span className="block text-ink">{sentence}</span>}
        </>
      }
      after={
        typed !== newestVersion && (
          <Button className="self-start" onClick={() => pasting.put({ apiVersion: newestVersion })}>
            {t('versions.use', { version: newestVersion })}
          </Button>
        )
      }
    >
      <input
        {...control}
        onBlur={(event) => {
          normalise();
          return control.onBlur(event);
        }}
        list={listId}
        autoComplete="off"
        spellCheck={false}
        autoCapitalize="none"
        className="field-control w-40 tabular-nums"
      />
      <datalist id={listId}>
        {knownVersions.toReversed().map(({ version }) => (
          <option key={version} value={version}>
            {describeVersion(version, now).state === 'expired' ? t('versions.listedAsRetired') : ''}
          </option>
        ))}
      </datalist>
    </FormField>
  );
}
