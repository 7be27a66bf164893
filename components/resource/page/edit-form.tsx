'use client';
/** Editing what a data resource is called and does, on the version that the page shows. */
import { useRouter } from 'next/navigation';
import { useEffect, useState, useTransition } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { connectorIds } from '../../../lib/connector/connectors.ts';
import type { ResourceInput } from '../../../lib/resource/schema.ts';
import type { ResourceView } from '../../../lib/resource/view.ts';
import { type CallAnswer, callApi } from '../../http/call.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { EndpointFields } from '../endpoint/endpoint-fields.tsx';
import { refusedByServer } from '../endpoint/use-field-error.ts';
import { type Fixed, type ResourceFormValues, resourceResolver, toFieldValues } from '../endpoint/values.ts';
import { resourcePaths } from '../paths.ts';
import { refusalWords } from '../refusal-words.ts';
import { NameFields } from '../wizard/configure-step.tsx';

/** For a resource without a credential, ids can't be listed; the form needs one of the right form all the same. */
const noCredential = '00000000-0000-7000-8000-000000000000';

interface EditFormProps {
  resource: ResourceView;
  onSaved: () => void;
  onCancel: () => void;
}

const codeOf = (answer: CallAnswer) => (answer.kind === 'problem' ? answer.problem.code : null);

export function EditForm({ resource, onSaved, onCancel }: EditFormProps) {
  const t = useTranslations('resource');
  const tProblem = useTranslations('problem');
  const router = useRouter();
  const { kind, id, name, description, endpoint, parameters, version } = resource;
  const [refusal, setRefusal] = useState<Exclude<CallAnswer, { kind: 'done' }> | null>(null);
  const [refreshing, startRefresh] = useTransition();
  const connector = connectorIds.find((known) => known === resource.connector) ?? connectorIds[0];
  const fixed: Fixed = { kind, connector, credentialId: resource.credentialId ?? noCredential };
  const form = useForm<ResourceFormValues, unknown, ResourceInput>({
    resolver: resourceResolver(fixed),
    defaultValues: { name, description, endpoint: endpoint ?? '', parameters: toFieldValues(parameters) },
  });
  // The button that opened the form is no longer there to have the focus.
  useEffect(() => form.setFocus('name'), [form]);
  const refresh = () => startRefresh(() => router.refresh());
  const submit = form.handleSubmit(async (input) => {
    setRefusal(null);
    const body = {
      name: input.name,
      description: input.description,
      endpoint: input.endpoint ?? null,
      ...(input.endpoint ? { parameters: input.parameters ?? {} } : {}),
    };
    const url = `/api${resourcePaths[kind]}/${id}`;
    const answer = await callApi({ method: 'PATCH', url, body, version });
    if (answer.kind === 'done') {
      onSaved();
      return refresh();
    }
    if (codeOf(answer) === 'name_taken') {
      const message = refusalWords(t, tProblem, kind, answer);
      return form.setError('name', { type: refusedByServer, message }, { shouldFocus: true });
    }
    setRefusal(answer);
  });
  const { isSubmitting } = form.formState;
  return (
    <FormProvider {...form}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-5">
        <NameFields />
        <EndpointFields {...fixed} />
        {refusal && (
          <Notice tone="problem" title={t('notSaved')}>
            {refusalWords(t, tProblem, kind, refusal)}
            {codeOf(refusal) === 'version_conflict' && (
              <p className="mt-2">
                <Button onClick={refresh}>{t('page.showCurrent')}</Button>
              </p>
            )}
          </Notice>
        )}
        <div className="flex justify-end gap-2 border-t border-line pt-5">
          <Button onClick={onCancel}>{t('cancel')}</Button>
          <Button type="submit" variant="primary" loading={isSubmitting || refreshing}>
            {t('save')}
          </Button>
        </div>
      </form>
    </FormProvider>
  );
}
