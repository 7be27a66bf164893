'use client';
/** Making an account with the link of an invitation. Its code stands in the fragment, which only this page reads. */
import { useEffect, useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { type AcceptanceInput, acceptanceSchema } from '../../lib/access/people/member-schema.ts';
import { accountBounds } from '../../lib/access/sign-in/schema.ts';
import { type CallAnswer, callApi } from '../http/call.ts';
import { failureWords, fieldWords } from '../http/failure-words.ts';
import { Button } from '../ui/button.tsx';
import { Field, fieldIds } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { schemaResolver } from '../ui/schema-resolver.ts';
import { signIn } from './sign-in-client.ts';

const fields = [
  { name: 'name', type: 'text', autoComplete: 'name', hint: undefined },
  { name: 'password', type: 'password', autoComplete: 'new-password', hint: 'passwordHint' },
] as const;

function useJoining() {
  const [failure, setFailure] = useState<Exclude<CallAnswer, { kind: 'done' }> | null>(null);
  const form = useForm<AcceptanceInput>({
    resolver: schemaResolver(acceptanceSchema),
    defaultValues: { code: '', name: '', password: '' },
  });
  useEffect(() => form.setValue('code', window.location.hash.slice(1)), [form]);
  const sending = useRef(false);
  const submit = form.handleSubmit(async (input) => {
    if (sending.current) return;
    sending.current = true;
    setFailure(null);
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
    const told = answer.kind === 'problem' ? (answer.problem.errors ?? []) : [];
    for (const { field, code } of told) {
      if (field === 'name' || field === 'password')
        form.setError(field, { type: code }, { shouldFocus: true });
    }
    setFailure(answer);
  });
  return { form, failure, submit };
}

export function JoinForm() {
  const t = useTranslations('signIn');
  const tProblem = useTranslations('problem');
  const { form, failure, submit } = useJoining();
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;
  const wordsOf = (field: keyof AcceptanceInput) => {
    const code = errors[field]?.type;
    const values = { ...accountBounds, name: form.getValues('name') };
    return code && fieldWords(tProblem, 'join', { field, code }, values);
  };
  const problem = failure ? failureWords(tProblem, failure) : wordsOf('code');
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-5">
      {problem ? <Notice tone="problem">{problem}</Notice> : null}
      {fields.map(({ name, type, autoComplete, hint: hintKey }) => {
        const hint = hintKey && t(hintKey, { min: accountBounds.min });
        const error = wordsOf(name);
        return (
          <Field key={name} id={name} label={t(name)} hint={hint} error={error}>
            <input
              type={type}
              className="field-control"
              autoComplete={autoComplete}
              {...fieldIds(name, { hint, error })}
              {...form.register(name)}
            />
          </Field>
        );
      })}
      <Button type="submit" variant="primary" loading={isSubmitting || (isSubmitSuccessful && !failure)}>
        {t('join')}
      </Button>
    </form>
  );
}
