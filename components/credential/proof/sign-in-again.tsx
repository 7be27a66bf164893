'use client';
/** Signing in again in place, so that nothing typed is lost when a session ends. */
import { type FormEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { signIn } from '../../access/sign-in-client.ts';
import { signInFailure } from '../../access/sign-in-words.ts';
import { Button } from '../../ui/button.tsx';
import { Field, fieldIds } from '../../ui/field.tsx';

export function SignInAgain({ onSignedIn }: { onSignedIn: () => void }) {
  const t = useTranslations('signIn');
  const tProof = useTranslations('credentialProof');
  const tProblem = useTranslations('problem');
  const id = useId();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    setPending(true);
    setProblem(undefined);
    const result = await signIn(String(fields.get('email')), String(fields.get('password')));
    setPending(false);
    if (result === 'done') onSignedIn();
    else setProblem(signInFailure(t, tProblem, result));
  };
  return (
    <form onSubmit={submit} className="mt-3 flex flex-col gap-3">
      <Field id={`${id}-email`} label={t('email')}>
        <input
          {...fieldIds(`${id}-email`, {})}
          name="email"
          type="email"
          autoComplete="username"
          required
          className="field-control"
        />
      </Field>
      <Field id={`${id}-password`} label={t('password')} error={problem}>
        <input
          {...fieldIds(`${id}-password`, { error: problem })}
          name="password"
          type="password"
          autoComplete="current-password"
          required
          className="field-control"
        />
      </Field>
      <Button type="submit" loading={pending} disabled={pending} className="self-start">
        {tProof('signInAndSave')}
      </Button>
      <span role="status" className="sr-only">
        {problem}
      </span>
    </form>
  );
}
