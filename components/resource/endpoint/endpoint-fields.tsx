'use client';
/** Which call a data resource makes, and the parameters of that call. */
import { useFormContext, useWatch } from 'react-hook-form';
import type { EndpointTemplate } from '../../../lib/connector/endpoint.ts';
import { endpointsOf, findEndpoint } from '../../../lib/connector/endpoints.ts';
import type { ResourceKind } from '../../../lib/resource/schema.ts';
import { Field, fieldIds } from '../../ui/field.tsx';
import { ParameterField } from './parameter-field.tsx';
import type { ResourceFormValues } from './values.ts';

interface EndpointFieldsProps {
  kind: ResourceKind;
  connector: string;
  credentialId: string;
}

/** Whether a call can't be made without a parameter. */
export function isRequired({ parameters }: EndpointTemplate, name: string): boolean {
  return !parameters[name]?.schema.safeParse(undefined).success;
}

function asideOf(template: EndpointTemplate, name: string): string | undefined {
  if (!isRequired(template, name)) return 'optional';
  return template.kind === 'destination' ? 'here or with each record' : undefined;
}

function EndpointPicker({ kind, connector }: Pick<EndpointFieldsProps, 'kind' | 'connector'>) {
  const { register, formState } = useFormContext<ResourceFormValues>();
  const error = formState.errors.endpoint?.message;
  const groups = Map.groupBy(endpointsOf(connector, kind), ({ group }) => group);
  return (
    <Field id="endpoint" label="Endpoint" error={error}>
      <select {...fieldIds('endpoint', { error })} {...register('endpoint')} className="field-control">
        <option value="">Choose what it {kind === 'source' ? 'reads' : 'does'}…</option>
        {[...groups].map(([group, templates]) => (
          <optgroup key={group} label={group}>
            {templates.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </Field>
  );
}

function About({ template }: { template: EndpointTemplate }) {
  const { summary, permission, docs } = template;
  return (
    <div className="-mt-2.5 flex flex-col gap-1 text-[13px] leading-relaxed text-muted">
      <p>{summary}</p>
      <p>
        {permission && (
          <>
            Needs <code className="font-mono text-xs wrap-anywhere text-ink">{permission}</code>.{' '}
          </>
        )}
        <a href={docs} target="_blank" rel="noreferrer" className="text-accent underline underline-offset-2">
          Meta’s page<span className="sr-only"> about it, in a new tab</span>
        </a>
      </p>
    </div>
  );
}

export function EndpointFields({ kind, connector, credentialId }: EndpointFieldsProps) {
  const endpoint = useWatch<ResourceFormValues, 'endpoint'>({ name: 'endpoint' });
  const template = findEndpoint(kind, endpoint);
  const names = Object.keys(template?.parameters ?? {});
  return (
    <>
      <EndpointPicker kind={kind} connector={connector} />
      {template && <About template={template} />}
      {template && names.length > 0 && (
        <fieldset className="flex flex-col gap-5">
          <legend className="mb-4 w-full border-t border-line pt-5 text-base font-semibold">
            Parameters
            {kind === 'destination' && (
              <span className="mt-1 block text-[13px] font-normal text-muted">
                Set here what is the same for every record. What you leave empty, each record brings.
              </span>
            )}
          </legend>
          {names.map((name) => {
            const parameter = template.parameters[name];
            return (
              parameter && (
                <ParameterField
                  key={`${template.id} ${name}`}
                  path={`parameters.${name}`}
                  parameter={parameter}
                  credentialId={credentialId}
                  required={kind === 'source' && isRequired(template, name)}
                  aside={asideOf(template, name)}
                />
              )
            );
          })}
        </fieldset>
      )}
    </>
  );
}
