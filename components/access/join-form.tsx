'use client';
/** Making an account with the link of an invitation. Its code stands in the fragment, which only this page reads. */
import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect, useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { type AcceptanceInput, acceptanceSchema } from '../../lib/access/people/member-schema.ts';
import { passwordMinLength } from '../../lib/access/sign-in/schema.ts';
import { callApi, failureText } from '../http/call.ts';
import { Button } from '../ui/button.tsx';
import { Field, fieldIds } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { signIn } from './sign-in-client.ts';

export function JoinForm() {
  const [problem, setProblem] = useState('');
  const form = useForm<AcceptanceInput>({
    resolver: zodResolver(acceptanceSchema),
    defaultValues: { code: '', name: '', password: '' },
  });
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;
  useEffect(() => form.setValue('code', window.location.hash.slice(1)), [form]);
  const sending = useRef(false);
  const submit = form.handleSubmit(async (input) => {
    if (sending.current) return;
    sending.current = true;
    setProblem('');
    const answer = await callApi<{ email: string }>({
      method: 'POST',
      url: '/api/invitations/acceptance',
      body: input,
    });
    if (answer.kind === 'done') {
      const { email } = answer.body;
      const result = await signIn(email, input.password);
      return window.location.assign(result === 'done' ? '/sources' : '/sign-in');
    }
    sending.current = false;
    const fields = answer.kind === 'problem' ? (answer.problem.errors ?? []) : [];
    for (const { field, message } of fields) {
      if (field === 'name' || field === 'password') form.setError(field, { message }, { shouldFocus: true });
    }
    setProblem(failureText(answer));
  });
  const broken = errors.code?.message;
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-5">
      {problem || broken ? <Notice tone="problem">{problem || broken}</Notice> : null}
      <Field id="name" label="Your name" error={errors.name?.message}>
        <input
          className="field-control"
          autoComplete="name"
          {...fieldIds('name', { error: errors.name?.message })}
          {...form.register('name')}
        />
      </Field>
      <Field
        id="password"
        label="Password"
        hint={`At least ${passwordMinLength} characters; a few words in a row are good.`}
        error={errors.password?.message}
      >
        <input
          type="password"
          className="field-control"
          autoComplete="new-password"
          {...fieldIds('password', { hint: true, error: errors.password?.message })}
          {...form.register('password')}
        />
      </Field>
      <Button type="submit" variant="primary" loading={isSubmitting || (isSubmitSuccessful && !problem)}>
        Join
      </Button>
    </form>
  );
}
