'use client';

import { useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { accountBounds, type SetupInput, setupSchema } from '../../lib/access/sign-in/schema.ts';
import { type CallAnswer, callApi } from '../http/call.ts';
import { failureWords, fieldWords } from '../http/failure-words.ts';
import { Button } from '../ui/button.tsx';
import { Field, fieldIds } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { schemaResolver } from '../ui/schema-resolver.ts';
import { signIn } from './sign-in-client.ts';

type Name = keyof SetupInput;

const fields: { name: Name; type: string; autoComplete: string; hint?: 'codeHint' | 'passwordHint' }[] = [
  { name: 'code', type: 'text', autoComplete: 'off', hint: 'codeHint' },
  { name: 'name', type: 'text', autoComplete: 'name' },
  { name: 'email', type: 'email', autoComplete: 'username' },
  { name: 'password', type: 'password', autoComplete: 'new-password', hint: 'passwordHint' },
];

/** What the server says of fields of the form. */
function fieldErrorsOf(answer: Exclude<CallAnswer, { kind: 'done' }>) {
  const errors = answer.kind === 'problem' ? (answer.problem.errors ?? []) : [];
  return errors.flatMap(({ field, code }) => {
    const known = fields.find(({ name }) => name === field);
    return known ? [{ name: known.name, code }] : [];
  });
}

function useSetup() {
  const [failure, setFailure] = useState<Exclude<CallAnswer, { kind: 'done' }> | null>(null);
  const form = useForm<SetupInput>({
    resolver: schemaResolver(setupSchema),
    defaultValues: { code: '', name: '', email: '', password: '' },
  });
  const sending = useRef(false);
  const submit = form.handleSubmit(async (input) => {
    if (sending.current) return;
    sending.current = true;
    setFailure(null);
    const answer = await callApi({ method: 'POST', url: '/api/setup', body: input });
    if (answer.kind === 'done') {
      const result = await signIn(input.email, input.password);
      return window.location.assign(result === 'done' ? '/sources' : '/sign-in');
    }
    sending.current = false;
    const known = fieldErrorsOf(answer);
    for (const { name, code } of known) form.setError(name, { type: code }, { shouldFocus: true });
    if (known.length === 0) setFailure(answer);
  });
  return { form, failure, submit };
}

export function SetupForm() {
  const t = useTranslations('signIn');
  const tProblem = useTranslations('problem');
  const { form, failure, submit } = useSetup();
  const { errors, isSubmitting } = form.formState;
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-5">
      {failure ? <Notice tone="problem">{failureWords(tProblem, failure)}</Notice> : null}
      {fields.map(({ name, type, autoComplete, hint: hintKey }) => {
        const code = errors[name]?.type;
        const values = { ...accountBounds, name: form.getValues('name') };
        const error = code && fieldWords(tProblem, 'setup', { field: name, code }, values);
        const hint = hintKey && t(hintKey, { min: accountBounds.min });
        return (
          <Field key={name} id={name} label={t(name)} hint={hint} error={error}>
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
        {t('createAdmin')}
      </Button>
    </form>
  );
}
