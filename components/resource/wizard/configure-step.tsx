'use client';
/** The third step: what the resource is called, and what it does. */
import { useFormContext } from 'react-hook-form';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Field, fieldIds } from '../../ui/field.tsx';
import { EndpointFields } from '../endpoint/endpoint-fields.tsx';
import type { Fixed, ResourceFormValues } from '../endpoint/values.ts';

/** Name and description, of a resource that is new or edited. */
export function NameFields() {
  const { register, formState } = useFormContext<ResourceFormValues>();
  const { name, description } = formState.errors;
  return (
    <>
      <Field id="name" label="Name" error={name?.message}>
        <input
          className="field-control"
          autoComplete="off"
          data-1p-ignore=""
          {...fieldIds('name', { error: name?.message })}
          {...register('name')}
        />
      </Field>
      <Field id="description" label="Description" aside="optional" error={description?.message}>
        <textarea
          rows={2}
          className="field-control field-sizing-content max-h-60"
          {...fieldIds('description', { error: description?.message })}
          {...register('description')}
        />
      </Field>
    </>
  );
}

interface ConfigureStepProps {
  fixed: Fixed;
  scopes: readonly string[];
  back: string;
  onNext: () => void;
}

export function ConfigureStep({ fixed, scopes, back, onNext }: ConfigureStepProps) {
  const { handleSubmit } = useFormContext<ResourceFormValues>();
  return (
    <form onSubmit={handleSubmit(onNext)} noValidate method="post" className="flex flex-col gap-5">
      <NameFields />
      <EndpointFields {...fixed} scopes={scopes} />
      <div className="flex items-center justify-between gap-3 border-t border-line pt-5">
        <a href={back} className={buttonClass('secondary')}>
          Back
        </a>
        <Button type="submit" variant="primary">
          Next
        </Button>
      </div>
    </form>
  );
}
