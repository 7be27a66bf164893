'use client';
/** The third step: what the resource is called, and what it does. */
import { useFormContext } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Field, fieldIds } from '../../ui/field.tsx';
import { EndpointFields } from '../endpoint/endpoint-fields.tsx';
import { useFieldError } from '../endpoint/use-field-error.ts';
import type { Fixed, ResourceFormValues } from '../endpoint/values.ts';

/** Name and description, of a resource that is new or edited. */
export function NameFields() {
  const t = useTranslations('resource');
  const { register, formState } = useFormContext<ResourceFormValues>();
  const errorOf = useFieldError();
  const name = errorOf('name', formState.errors.name);
  const description = errorOf('description', formState.errors.description);
  return (
    <>
      <Field id="name" label={t('name')} error={name}>
        <input
          className="field-control"
          autoComplete="off"
          data-1p-ignore=""
          {...fieldIds('name', { error: name })}
          {...register('name')}
        />
      </Field>
      <Field id="description" label={t('description')} aside={t('optional')} error={description}>
        <textarea
          rows={2}
          className="field-control field-sizing-content max-h-60"
          {...fieldIds('description', { error: description })}
          {...register('description')}
        />
      </Field>
    </>
  );
}

interface ConfigureStepProps {
  fixed: Fixed;
  scopes: readonly string[];
  /** Whether what is filled in is heard: before that the page stands there, but its script does not run. */
  ready: boolean;
  back: string;
  onNext: () => void;
}

export function ConfigureStep({ fixed, scopes, ready, back, onNext }: ConfigureStepProps) {
  const t = useTranslations('resource');
  const { handleSubmit } = useFormContext<ResourceFormValues>();
  return (
    <form onSubmit={handleSubmit(onNext)} noValidate method="post" className="flex flex-col gap-5">
      <fieldset disabled={!ready} className="contents">
        <NameFields />
        <EndpointFields {...fixed} scopes={scopes} />
      </fieldset>
      <div className="flex items-center justify-between gap-3 border-t border-line pt-5">
        <a href={back} className={buttonClass('secondary')}>
          {t('wizard.back')}
        </a>
        <Button type="submit" variant="primary">
          {t('wizard.next')}
        </Button>
      </div>
    </form>
  );
}
