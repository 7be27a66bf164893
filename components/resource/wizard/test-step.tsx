'use client';
/** The last step: a look at what it reads or would send, and saving. */
import type { RefObject } from 'react';
import { useFormContext } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { findEndpoint } from '../../../lib/connector/endpoints.ts';
import type { Tile } from '../../../lib/credential/look/tile.ts';
import type { ResourceInput } from '../../../lib/resource/schema.ts';
import { Button, longButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { type FieldValues, type Fixed, givenValues, type ResourceFormValues } from '../endpoint/values.ts';
import { DestinationSample } from '../sample/destination-sample.tsx';
import { SourceSample } from '../sample/source-sample.tsx';
import { useSave } from './use-save.ts';

interface TestStepProps {
  fixed: Fixed;
  tile: Tile;
  /** Holds what was typed for the record of a destination while another step is shown. */
  record: RefObject<FieldValues>;
  onBack: () => void;
  onSaved: () => void;
}

function Sample({ fixed, tile, record }: Pick<TestStepProps, 'fixed' | 'tile' | 'record'>) {
  const t = useTranslations('resource');
  const { getValues } = useFormContext<ResourceFormValues>();
  const { endpoint, parameters: values } = getValues();
  const template = findEndpoint(fixed.kind, endpoint);
  if (!template) {
    return <p className="leading-relaxed text-muted">{t('wizard.nothingToTest')}</p>;
  }
  const parameters = givenValues(template, values);
  const target = { draft: { ...fixed, endpoint, parameters } };
  if (fixed.kind === 'source') return <SourceSample target={target} />;
  return (
    <DestinationSample
      template={template}
      parameters={parameters}
      credentialId={tile.id}
      credentialName={tile.name}
      target={target}
      record={record}
    />
  );
}

export function TestStep({ fixed, tile, record, onBack, onSaved }: TestStepProps) {
  const t = useTranslations('resource');
  const form = useFormContext<ResourceFormValues, unknown, ResourceInput>();
  const { save, saving, refusal } = useSave(fixed.kind, onSaved);
  const submit = form.handleSubmit(save, onBack);
  const takeSuggestion = (name: string) => {
    form.setValue('name', name, { shouldDirty: true });
    void submit();
  };
  return (
    <div className="flex min-w-0 flex-col gap-6">
      <Sample fixed={fixed} tile={tile} record={record} />
      {refusal && (
        <Notice tone="problem" title={t('notSaved')}>
          {refusal.text}{' '}
          {refusal.signIn && (
            <a href="/sign-in" target="_blank" rel="noreferrer" className="font-medium underline">
              {t('signIn')}
            </a>
          )}
          {refusal.suggestion && (
            <p className="mt-2">
              <Button className={longButton} onClick={() => takeSuggestion(refusal.suggestion ?? '')}>
                {t('wizard.saveAs', { name: refusal.suggestion })}
              </Button>
            </p>
          )}
        </Notice>
      )}
      <div className="flex flex-col gap-3 border-t border-line pt-5">
        <div className="flex items-center justify-between gap-3">
          <Button onClick={onBack}>{t('wizard.back')}</Button>
          <Button variant="primary" loading={saving} onClick={submit}>
            {t('save')}
          </Button>
        </div>
        <p className="text-right text-xs text-muted">{t('wizard.noTestNeeded', { kind: fixed.kind })}</p>
      </div>
    </div>
  );
}
