'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { passwordMinLength, type SetupInput, setupSchema } from '../../lib/access/sign-in/schema.ts';
import { problemSchema } from '../../lib/errors.ts';
import { Button } from '../ui/button.tsx';
import { Field, fieldIds } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { signIn } from './sign-in-client.ts';

type Name = keyof SetupInput;

const fields: { name: Name; label: string; type: string; autoComplete: string; hint?: string }[] = [
  {
    name: 'code',
    label: 'One-time code',
    type: 'text',
    autoComplete: 'off',
    hint: 'Printed in the terminal in which Flowkeep was started.',
  },
  { name: 'name', label: 'Your name', type: 'text', autoComplete: 'name' },
  { name: 'email', label: 'Email', type: 'email', autoComplete: 'username' },
  {
    name: 'password',
    label: 'Password',
    type: 'password',
    autoComplete: 'new-password',
    hint: `At least ${passwordMinLength} characters; a few words in a row are good.`,
  },
];

async function send(input: SetupInput) {
  const response = await fetch('/api/setup', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  return response.ok ? null : problemSchema.parse(await response.json());
}

export function SetupForm() {
  const [problem, setProblem] = useState<string | null>(null);
  const form = useForm<SetupInput>({
    resolver: zodResolver(setupSchema),
    defaultValues: { code: '', name: '', email: '', password: '' },
  });
  const { errors, isSubmitting } = form.formState;
  const sending = useRef(false);
  const submit = form.handleSubmit(async (input) => {
    if (sending.current) return;
    sending.current = true;
    setProblem(null);
    const refused = await send(input).catch(() => 'lost' as const);
    if (refused === null) {
      const result = await signIn(input.email, input.password);
      return window.location.assign(result === 'done' ? '/sources' : '/sign-in');
    }
    sending.current = false;
    if (refused === 'lost') return setProblem('Flowkeep did not answer. Check the connection and try again.');
    const known = refused.errors?.filter(({ field }) => fields.some(({ name }) => name === field)) ?? [];
    for (const { field, message } of known) form.setError(field as Name, { message }, { shouldFocus: true });
    if (known.length === 0) setProblem(refused.detail);
  });
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-5">
      {problem ? <Notice tone="problem">{problem}</Notice> : null}
      {fields.map(({ name, label, type, autoComplete, hint }) => {
        const error = errors[name]?.message;
        return (
          <Field key={name} id={name} label={label} hint={hint} error={error}>
            <input
              type={type}
              className={`field-control ${name === 'code' ? 'font-mono tracking-wider uppercase' : ''}`}
              autoComplete={autoComplete}
              spellCheck={false}
              {...fieldIds(name, { hint, error })}
              {...form.register(name)}
            />
          </Field>
        );
      })}
      <Button type="submit" variant="primary" loading={isSubmitting}>
        Create admin
      </Button>
    </form>
  );
}
