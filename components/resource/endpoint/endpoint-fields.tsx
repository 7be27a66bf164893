'use client';
/** Which call a data resource makes, and the parameters of that call. */
import { useFormContext, useWatch } from 'react-hook-form';
import type { EndpointTemplate } from '../../../lib/connector/endpoint.ts';
import { endpointsOf, findEndpoint } from '../../../lib/connector/endpoints.ts';
import type { ResourceKind } from '../../../lib/resource/schema.ts';
import { Field, fieldIds } from '../../ui/field.tsx';
import { ParameterList } from './parameter-list.tsx';
import type { ResourceFormValues } from './values.ts';

interface EndpointFieldsProps {
  kind: ResourceKind;
  connector: string;
  credentialId: string;
  /** What the credential's token may, where Meta told and the page knows it. */
  scopes?: readonly string[];
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

function About({
  template,
  scopes = [],
}: {
  template: EndpointTemplate;
  scopes?: readonly string[] | undefined;
}) {
  const { summary, permission, docs } = template;
  const lacks = permission !== null && scopes.length > 0 && !scopes.includes(permission);
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
      {lacks && (
        <p className="font-medium text-expiring">
          The token of this credential lacks this permission, so Meta will refuse the call.
        </p>
      )}
    </div>
  );
}

export function EndpointFields({ kind, connector, credentialId, scopes }: EndpointFieldsProps) {
  const endpoint = useWatch<ResourceFormValues, 'endpoint'>({ name: 'endpoint' });
  const template = findEndpoint(kind, endpoint);
  const names = Object.keys(template?.parameters ?? {});
  return (
    <>
      <EndpointPicker kind={kind} connector={connector} />
      {template && <About template={template} scopes={scopes} />}
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
          <ParameterList
            template={template}
            names={names}
            prefix="parameters"
            credentialId={credentialId}
            {...(kind === 'destination' ? { needed: 'here or with each record' } : {})}
          />
        </fieldset>
      )}
    </>
  );
}
