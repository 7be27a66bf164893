'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { problemSchema } from '../../lib/errors.ts';
import { type ResourceInput, type ResourceKind, resourceInputSchemas } from '../../lib/resource/schema.ts';
import { resourceViewSchema } from '../../lib/resource/view.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { Field, fieldIds } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { resourceWords } from './words.ts';

interface Props {
  kind: ResourceKind;
  connector: string;
  credentialId: string;
  back: string;
}

interface Refusal {
  title: string;
  detail: string;
  signIn?: boolean;
}

async function save(kind: ResourceKind, input: ResourceInput) {
  const response = await fetch(`/api${resourceWords[kind].path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  const body: unknown = await response.json();
  return response.ok ? { view: resourceViewSchema.parse(body) } : { problem: problemSchema.parse(body) };
}

export function ConfigureForm({ kind, connector, credentialId, back }: Props) {
  const router = useRouter();
  const { one, path } = resourceWords[kind];
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [suggestion, setSuggestion] = useState<string | null>(null);
  const form = useForm<z.input<(typeof resourceInputSchemas)[ResourceKind]>, unknown, ResourceInput>({
    resolver: zodResolver(resourceInputSchemas[kind]),
    defaultValues: {
      name: '',
      description: '',
      connector: connector as ResourceInput['connector'],
      credentialId,
    },
  });
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;
  // Enter twice or a double click saves once; what was saved is on its way to the list.
  const sending = useRef(false);
  const submit = form.handleSubmit(async (input) => {
    if (sending.current) return;
    sending.current = true;
    setRefusal(null);
    setSuggestion(null);
    const answer = await save(kind, input).catch(() => null);
    if (answer?.view) return router.push(`${path}?added=${answer.view.id}`);
    sending.current = false;
    const problem = answer?.problem;
    if (!problem) {
      return setRefusal({
        title: 'Flowkeep did not answer',
        detail: 'What you typed is still here. Try again.',
      });
    }
    if (problem.code === 'name_taken') {
      form.setError('name', { message: problem.detail }, { shouldFocus: true });
      return setSuggestion(String(problem.suggestion));
    }
    const signIn = problem.code === 'unauthenticated';
    setRefusal(
      signIn
        ? {
            title: 'Your session has ended',
            detail: 'Sign in again in a new tab, then press Save here.',
            signIn,
          }
        : { title: problem.title, detail: problem.detail },
    );
  });
  const takeSuggestion = () => {
    form.setValue('name', suggestion ?? '', { shouldDirty: true });
    form.clearErrors('name');
    form.setFocus('name');
    setSuggestion(null);
  };
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-5">
      <div className="flex flex-col gap-2">
        <Field id="name" label="Name" error={errors.name?.message}>
          <input
            className="field-control"
            autoComplete="off"
            {...fieldIds('name', { error: errors.name?.message })}
            {...form.register('name')}
          />
        </Field>
        {suggestion ? (
          <Button variant="secondary" className="self-start" onClick={takeSuggestion}>
            Use “{suggestion}”
          </Button>
        ) : null}
      </div>
      <Field id="description" label="Description" aside="optional" error={errors.description?.message}>
        <textarea
          rows={3}
          className="field-control"
          {...fieldIds('description', { error: errors.description?.message })}
          {...form.register('description')}
        />
      </Field>
      {refusal ? (
        <Notice tone="problem" title={refusal.title}>
          {refusal.detail}{' '}
          {refusal.signIn ? (
            <a href="/sign-in" target="_blank" rel="noreferrer" className="font-medium underline">
              Sign in
            </a>
          ) : null}
        </Notice>
      ) : null}
      <div className="flex items-center justify-between gap-3 border-t border-line pt-5">
        <a href={back} className={buttonClass('secondary')}>
          Back
        </a>
        <Button
          type="submit"
          variant="primary"
          loading={isSubmitting || (isSubmitSuccessful && !refusal && !errors.name)}
        >
          Save
        </Button>
      </div>
      <p className="text-xs text-muted">Saving records that this {one} uses the credential.</p>
    </form>
  );
}
