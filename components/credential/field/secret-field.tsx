'use client';
/** A field for a secret: hidden, kept away from password managers, shown only for a short look. */
import { Eye, EyeOff } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useCredentialForm } from './form-context.tsx';
import { FormField, useControl } from './form-field.tsx';
import type { FieldName } from './form-values.ts';

const shownFor = 30_000;

/** Whether the secret is shown; it hides again after 30 s, with the window's focus, and while it is checked. */
function useShortLook(busy: boolean): [boolean, (shown: boolean) => void] {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!shown) return;
    const hide = () => setShown(false);
    const timer = setTimeout(hide, shownFor);
    window.addEventListener('blur', hide);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('blur', hide);
    };
  }, [shown]);
  useEffect(() => {
    if (busy) setShown(false);
  }, [busy]);
  return [shown, setShown];
}

interface SecretFieldProps {
  name: FieldName;
  hint: ReactNode;
  optional?: boolean;
  after?: ReactNode;
}

export function SecretField({ name, ...field }: SecretFieldProps) {
  const t = useTranslations('credentialForm');
  const { busy } = useCredentialForm();
  const [shown, setShown] = useShortLook(busy);
  const Icon = shown ? EyeOff : Eye;
  return (
    <FormField name={name} markGood {...field}>
      <div className="relative">
        <input
          {...useControl(name)}
          type={shown ? 'text' : 'password'}
          // Browsers fill a saved login into what they take for one, whatever `off` says.
          autoComplete="new-password"
          data-1p-ignore=""
          data-lpignore="true"
          data-bwignore="true"
          spellCheck={false}
          autoCapitalize="none"
          autoCorrect="off"
          className="field-control pr-11 font-mono"
        />
        <button
          type="button"
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
          className="absolute inset-y-0 right-0 grid w-10 place-items-center rounded-control text-muted hover:text-ink"
        >
          <Icon aria-hidden="true" className="size-4" />
          <span className="sr-only">{t('show', { field: t(`labels.${name}`) })}</span>
        </button>
      </div>
    </FormField>
  );
}
