'use client';
/** The last two steps of creating a data source or destination. Nothing is lost between them. */
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { endpointsOf } from '../../../lib/connector/endpoints.ts';
import type { Tile } from '../../../lib/credential/look/tile.ts';
import type { ResourceInput, ResourceKind } from '../../../lib/resource/schema.ts';
import {
  type FieldValues,
  type Fixed,
  type ResourceFormValues,
  resourceResolver,
} from '../endpoint/values.ts';
import { resourcePaths } from '../paths.ts';
import { StepHeader } from '../step-header.tsx';
import { ChosenCredential } from './chosen-credential.tsx';
import { ConfigureStep } from './configure-step.tsx';
import { TestStep } from './test-step.tsx';
import { useDraft } from './use-draft.ts';
import { useStep } from './use-step.ts';

interface WizardProps {
  kind: ResourceKind;
  connector: Fixed['connector'];
  tile: Tile;
}

export function Wizard({ kind, connector, tile }: WizardProps) {
  const fixed: Fixed = { kind, connector, credentialId: tile.id };
  const t = useTranslations('resource');
  const [first] = endpointsOf(connector, kind);
  const form = useForm<ResourceFormValues, unknown, ResourceInput>({
    resolver: resourceResolver(fixed),
    defaultValues: { name: '', description: '', endpoint: first?.id ?? '', parameters: {} },
  });
  const { ready, forget } = useDraft(form, `flowkeep:${kind}:${connector}`);
  const { step, goTo } = useStep();
  const record = useRef<FieldValues>({});
  const heading = useRef<HTMLHeadingElement>(null);
  const [arrived, setArrived] = useState(step);
  useEffect(() => {
    if (arrived === step) return;
    setArrived(step);
    heading.current?.focus();
  }, [arrived, step]);
  // An address may lead to the last step at once: then the draft decides whether it can be shown.
  const judgeDraft = useEffectEvent(async () => {
    if (step !== 'test' || (await form.trigger())) return;
    form.clearErrors();
    goTo('configure', true);
  });
  useEffect(() => {
    if (ready) void judgeDraft();
  }, [ready]);
  return (
    <FormProvider {...form}>
      <StepHeader kind={kind} step={step} />
      <div className={step === 'test' && kind === 'source' ? 'max-w-[960px]' : 'max-w-[640px]'}>
        <h1 ref={heading} tabIndex={-1} className="text-2xl font-semibold tracking-tight outline-none">
          {t(`wizard.steps.${step}`)}
        </h1>
        <p className="mt-1 mb-6 text-muted">{t(`wizard.${step}.${kind}`)}</p>
        <ChosenCredential tile={tile} />
        {step === 'test' ? (
          <TestStep
            fixed={fixed}
            tile={tile}
            record={record}
            onBack={() => goTo('configure')}
            onSaved={forget}
          />
        ) : (
          <ConfigureStep
            fixed={fixed}
            scopes={tile.scopes}
            ready={ready}
            back={`${resourcePaths[kind]}/new?connector=${connector}&credential=${tile.id}`}
            onNext={() => goTo('test')}
          />
        )}
      </div>
    </FormProvider>
  );
}
