'use client';
/** When more than one field is wrong after a save was tried: which ones, with a way to each. */
import { useTranslations } from 'use-intl';
import { Notice } from '../../ui/notice.tsx';
import { useCredentialForm } from '../field/form-context.tsx';
import { fieldNames } from '../field/form-values.ts';

export function ErrorSummary() {
  const t = useTranslations('credentialForm');
  const { form } = useCredentialForm();
  const { errors, submitCount } = form.formState;
  const wrong = fieldNames.filter((name) => errors[name]);
  if (submitCount === 0 || wrong.length < 2) return null;
  return (
    <Notice tone="problem" title={t('add.wrong', { count: wrong.length })} announce={false}>
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {wrong.map((name) => (
          <li key={name}>
            <button
              type="button"
              onClick={() => form.setFocus(name)}
              className="rounded-sm underline underline-offset-2"
            >
              {t(`labels.${name}`)}
            </button>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
