'use client';
/** The fields of a form that is proven at Meta; they rest while it is. */
import type { ComponentProps } from 'react';
import { useTranslations } from 'use-intl';
import { Confirm } from '../../ui/dialog/confirm.tsx';
import { type CredentialFormContext, CredentialFormProvider } from '../field/form-context.tsx';
import type { ProvenForm } from './use-proven-form.ts';

interface ProvenFieldsProps extends Omit<ComponentProps<'form'>, 'id' | 'onSubmit'> {
  proven: ProvenForm;
  help: CredentialFormContext['help'];
  onSubmit: () => void;
}

export function ProvenFields({ proven, help, onSubmit, className, children, ...rest }: ProvenFieldsProps) {
  const t = useTranslations('credentialProof');
  const tForm = useTranslations('credentialForm');
  const { id, form, pasting, busy, unusual } = proven;
  return (
    <form
      {...rest}
      id={`${id}-form`}
      noValidate
      inert={busy}
      aria-busy={busy}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
      className={`transition-opacity inert:opacity-60 ${className}`}
    >
      <CredentialFormProvider value={{ form, pasting, id, busy, help }}>{children}</CredentialFormProvider>
      <Confirm
        open={unusual.asked}
        title={t('unusual.title')}
        yes={t('unusual.yes')}
        no={t('unusual.no')}
        onAnswer={unusual.answer}
      >
        {t('unusual.text', { field: tForm('labels.accessToken') })}
      </Confirm>
    </form>
  );
}
