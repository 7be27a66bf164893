'use client';
/** Parameters of an endpoint under each other; those that are seldom needed are folded away. */
import { useEffect, useState } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { useLocale, useTranslations } from 'use-intl';
import type { EndpointTemplate } from '../../../lib/connector/endpoint.ts';
import { DisclosureMark } from '../../ui/disclosure-mark.tsx';
import { listed } from '../../words/formats.ts';
import { ParameterField } from './parameter-field.tsx';

interface ParameterListProps {
  template: EndpointTemplate;
  /** The names of those that are asked for here, and where in the form they stand. */
  names: string[];
  prefix: 'parameters' | 'payload';
  credentialId: string;
  /** Beside the label of one that a call can't do without. */
  needed?: string;
}

/** `beside`: the names of all that are asked for, folded away or not. */
type FieldsProps = Omit<ParameterListProps, 'names'> & { beside: readonly string[] };

/** Whether a call can't be made without a parameter. */
function isNeeded({ parameters }: EndpointTemplate, name: string): boolean {
  return !parameters[name]?.schema.safeParse(undefined).success;
}

function Field({ template, prefix, credentialId, needed, beside, name }: FieldsProps & { name: string }) {
  const t = useTranslations('sample');
  const parameter = template.parameters[name];
  if (!parameter) return null;
  const required = isNeeded(template, name);
  return (
    <ParameterField
      path={`${prefix}.${name}`}
      parameter={parameter}
      credentialId={credentialId}
      required={required && needed === undefined}
      aside={required ? needed : t('endpoint.optional')}
      beside={beside}
    />
  );
}

/** A label within a sentence; abbreviations in it stay as they are. */
const lowered = (label: string) => `${label.slice(0, 1).toLowerCase()}${label.slice(1)}`;

function Folded({ names, ...rest }: FieldsProps & { names: string[] }) {
  const t = useTranslations('sample');
  const language = useLocale();
  const { prefix, template } = rest;
  const { formState } = useFormContext();
  const values: Record<string, unknown> = useWatch({ name: prefix }) ?? {};
  const errors = formState.errors[prefix];
  const inside = names.some((name) => values[name] || (errors && name in errors));
  const [open, setOpen] = useState(false);
  // What is filled in, or wrong, is never out of sight.
  useEffect(() => {
    if (inside) setOpen(true);
  }, [inside]);
  const labels = names.map((name) => lowered(template.parameters[name]?.label ?? ''));
  return (
    <details className="group" open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="flex min-h-10 w-fit max-w-full items-center gap-2.5 rounded-sm text-sm font-medium">
        <DisclosureMark />
        <span className="min-w-0">
          {t.rich('endpoint.more', {
            list: () => <span className="font-normal text-muted">{listed(labels, 'unit', language)}</span>,
          })}
        </span>
      </summary>
      <div className="mt-3 flex flex-col gap-5">
        {names.map((name) => (
          <Field key={name} name={name} {...rest} />
        ))}
      </div>
    </details>
  );
}

export function ParameterList({ names, ...given }: ParameterListProps) {
  const { template } = given;
  const rest = { ...given, beside: names };
  const rare = names.filter((name) => template.parameters[name]?.rare);
  const usual = names.filter((name) => !rare.includes(name));
  return (
    <>
      {usual.map((name) => (
        <Field key={`${template.id} ${name}`} name={name} {...rest} />
      ))}
      {rare.length > 0 && <Folded key={template.id} names={rare} {...rest} />}
    </>
  );
}
