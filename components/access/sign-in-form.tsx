'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { type SignInInput, signInSchema } from '../../lib/access/sign-in/schema.ts';
import { Button } from '../ui/button.tsx';
import { Field, fieldIds } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { signIn } from './sign-in-client.ts';

/** `start` fills the fields in a demonstration. */
export function SignInForm({ next, start }: { next: string; start?: SignInInput | undefined }) {
  const [problem, setProblem] = useState<string | null>(null);
  const form = useForm<SignInInput>({
    resolver: zodResolver(signInSchema),
    defaultValues: start ?? { email: '', password: '' },
  });
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;
  const sending = useRef(false);
  const submit = form.handleSubmit(async ({ email, password }) => {
    if (sending.current) return;
    sending.current = true;
    setProblem(null);
    const result = await signIn(email, password);
    if (result === 'done') return window.location.assign(next);
    sending.current = false;
    setProblem(result.problem);
    form.setFocus('password', { shouldSelect: true });
  });
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-5">
      {problem ? <Notice tone="problem">{problem}</Notice> : null}
      <Field id="email" label="Email" error={errors.email?.message}>
        <input
          type="email"
          className="field-control"
          autoComplete="username"
          {...fieldIds('email', { error: errors.email?.message })}
          {...form.register('email')}
        />
      </Field>
      <Field id="password" label="Password" error={errors.password?.message}>
        <input
          type="password"
          className="field-control"
          autoComplete="current-password"
          {...fieldIds('password', { error: errors.password?.message })}
          {...form.register('password')}
        />
      </Field>
      <Button
        type="submit"
        variant="primary"
        loading={isSubmitting || (isSubmitSuccessful && problem === null)}
      >
        Sign in
      </Button>
    </form>
  );
}
