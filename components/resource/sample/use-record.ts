'use client';
/** The record that a destination is tried with: the parameters that are not set for all records, as a form. */
import { type RefObject, useEffect } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import type { EndpointTemplate } from '../../../lib/connector/endpoint.ts';
import type { ParameterValues } from '../../../lib/resource/schema.ts';
import { type FieldValues, givenValues } from '../endpoint/values.ts';

interface RecordForm {
  payload: FieldValues;
}

interface RecordOptions {
  template: EndpointTemplate;
  /** What is set for all records. */
  parameters: ParameterValues;
  /** Holds what was typed for the record while this is not shown. It is stored nowhere else. */
  record?: RefObject<FieldValues>;
}

/** `open`: the names of what is asked for. `given`: what is filled in of it now. */
export function useRecord({ template, parameters, record }: RecordOptions) {
  const open = Object.keys(template.parameters).filter((name) => parameters[name] === undefined);
  // What has been set for all records since then is no longer the record's.
  const kept = Object.entries(record?.current ?? {}).filter(([name]) => open.includes(name));
  const form = useForm<RecordForm>({ defaultValues: { payload: Object.fromEntries(kept) } });
  useEffect(() => {
    if (!record) return;
    return () => {
      record.current = form.getValues('payload');
    };
  }, [form, record]);
  // Renders anew with each change. The values are read from the form: what was typed before the page came to life is
  // in there, and nobody was told of it.
  useWatch({ control: form.control, name: 'payload' });
  const given = givenValues(template, form.getValues('payload'));
  const showErrors = (errors: { field: string; message: string }[]) =>
    errors.forEach(({ field, message }, index) => {
      form.setError(field as `payload.${string}`, { message }, { shouldFocus: index === 0 });
    });
  return { form, open, given, showErrors };
}
