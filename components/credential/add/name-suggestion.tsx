'use client';
/** When the name is taken: a free one in one press, and a look at the credential that has it. */
import { useWatch } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { Button, longButton } from '../../ui/button.tsx';
import { forScreenReaders } from '../../words/rich.tsx';
import { useCredentialForm } from '../field/form-context.tsx';
import type { SaveFailure } from '../proof/save-failure.ts';

export function NameSuggestion({ failure }: { failure: SaveFailure | null }) {
  const t = useTranslations('credentialForm');
  const { form, pasting } = useCredentialForm();
  const name = useWatch({ control: form.control, name: 'name' });
  const suggestion = failure?.suggestion;
  if (!suggestion || suggestion === name) return null;
  return (
    <p className="flex flex-wrap items-center gap-3 text-sm">
      <Button
        className={longButton}
        onClick={() => {
          pasting.put({ name: suggestion });
          form.setFocus('name');
        }}
      >
        {t('add.takeName', { name: suggestion })}
      </Button>
      {failure.existingName && (
        <a
          href={`/credentials?${new URLSearchParams({ q: failure.existingName })}`}
          target="_blank"
          rel="noreferrer"
          className="text-accent underline underline-offset-2"
        >
          {t.rich('add.openOther', { more: forScreenReaders })}
        </a>
      )}
    </p>
  );
}
