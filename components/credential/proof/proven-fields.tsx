'use client';
/** The fields of a form that is proven at Meta; they rest while it is. */
import type { ComponentProps } from 'react';
import { Confirm } from '../../ui/dialog/confirm.tsx';
import { type FormWorld, FormWorldProvider } from '../field/form-context.tsx';
import { fieldLabels } from '../field/form-values.ts';
import type { ProvenForm } from './use-proven-form.ts';

interface ProvenFieldsProps extends Omit<ComponentProps<'form'>, 'id' | 'onSubmit'> {
  proven: ProvenForm;
  help: FormWorld['help'];
  onSubmit: () => void;
}

export function ProvenFields({ proven, help, onSubmit, className, children, ...rest }: ProvenFieldsProps) {
  const { id, form, care, busy, unusual } = proven;
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
      <FormWorldProvider value={{ form, care, id, busy, help }}>{children}</FormWorldProvider>
      <Confirm
        open={unusual.asked}
        title="Send this to Meta?"
        yes="Send it to Meta"
        no="Go back"
        onAnswer={unusual.answer}
      >
        What stands in {fieldLabels.accessToken} does not look like a token of Meta’s: those begin with EAA
        and have letters and digits only. To check it, Flowkeep would send it to Meta. If it is a password or
        a secret of something else, go back.
      </Confirm>
    </form>
  );
}
