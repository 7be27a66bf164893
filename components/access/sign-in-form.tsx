'use client';

import { useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { passwordMaxLength, type SignInInput, signInSchema } from '../../lib/access/sign-in/schema.ts';
import { fieldWords } from '../http/failure-words.ts';
import { Button } from '../ui/button.tsx';
import { Field, fieldIds } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { schemaResolver } from '../ui/schema-resolver.ts';
import { type AuthFailure, signIn } from './sign-in-client.ts';
import { signInFailure } from './sign-in-words.ts';

const fields = [
  { name: 'email', type: 'email', autoComplete: 'username' },
  { name: 'password', type: 'password', autoComplete: 'current-password' },
] as const;

/** `start` fills the fields in a demonstration. */
export function SignInForm({ next, start }: { next: string; start?: SignInInput | undefined }) {
  const t = useTranslations('signIn');
  const tProblem = useTranslations('problem');
  const [failure, setFailure] = useState<AuthFailure | null>(null);
  const form = useForm<SignInInput>({
    resolver: schemaResolver(signInSchema),
    defaultValues: start ?? { email: '', password: '' },
  });
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;
  const sending = useRef(false);
  const submit = form.handleSubmit(async ({ email, password }) => {
    if (sending.current) return;
    sending.current = true;
    setFailure(null);
    const result = await signIn(email, password);
    if (result === 'done') return window.location.assign(next);
    sending.current = false;
    setFailure(result);
    form.setFocus('password', { shouldSelect: true });
  });
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-5">
      {failure ? <Notice tone="problem">{signInFailure(t, tProblem, failure)}</Notice> : null}
      {fields.map(({ name, type, autoComplete }) => {
        const code = errors[name]?.type;
        const error =
          code && fieldWords(tProblem, 'signIn', { field: name, code }, { max: passwordMaxLength });
        return (
          <Field key={name} id={name} label={t(name)} error={error}>
            <input
              type={type}
              className="field-control"
              autoComplete={autoComplete}
              {...fieldIds(name, { error })}
              {...form.register(name)}
            />
          </Field>
        );
      })}
      <Button
        type="submit"
        variant="primary"
        loading={isSubmitting || (isSubmitSuccessful && failure === null)}
      >
        {t('signIn')}
      </Button>
    </form>
  );
}
