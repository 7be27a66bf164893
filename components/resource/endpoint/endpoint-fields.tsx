'use client';
/** Which call a data resource makes, and the parameters of that call. */
import { useFormContext, useWatch } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { endpointsOf, findEndpoint } from '../../../lib/connector/endpoints.ts';
import type { ResourceKind } from '../../../lib/resource/schema.ts';
import { Field, fieldIds } from '../../ui/field.tsx';
import { EndpointAbout } from './endpoint-about.tsx';
import { ParameterList } from './parameter-list.tsx';
import { useFieldError } from './use-field-error.ts';
import type { ResourceFormValues } from './values.ts';

interface EndpointFieldsProps {
  kind: ResourceKind;
  connector: string;
  credentialId: string;
  /** What the credential's token may, where Meta told and the page knows it. */
  scopes?: readonly string[];
}

function EndpointPicker({ kind, connector }: Pick<EndpointFieldsProps, 'kind' | 'connector'>) {
  const t = useTranslations('sample');
  const { register, formState } = useFormContext<ResourceFormValues>();
  const error = useFieldError()('endpoint', formState.errors.endpoint);
  const groups = Map.groupBy(endpointsOf(connector, kind), ({ group }) => group);
  return (
    <Field id="endpoint" label={t('endpoint.label')} error={error}>
      <select {...fieldIds('endpoint', { error })} {...register('endpoint')} className="field-control">
        <option value="">{t(`endpoint.choose.${kind}`)}</option>
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

export function EndpointFields({ kind, connector, credentialId, scopes }: EndpointFieldsProps) {
  const t = useTranslations('sample');
  const endpoint = useWatch<ResourceFormValues, 'endpoint'>({ name: 'endpoint' });
  const template = findEndpoint(kind, endpoint);
  const names = Object.keys(template?.parameters ?? {});
  return (
    <>
      <EndpointPicker kind={kind} connector={connector} />
      {template && (
        <div className="-mt-2.5">
          <EndpointAbout template={template} scopes={scopes} />
        </div>
      )}
      {template && names.length > 0 && (
        <fieldset className="flex flex-col gap-5">
          <legend className="mb-4 w-full border-t border-line pt-5 text-base font-semibold">
            {t('endpoint.parameters')}
            {kind === 'destination' && (
              <span className="mt-1 block text-[13px] font-normal text-muted">
                {t('endpoint.forAllRecords')}
              </span>
            )}
          </legend>
          <ParameterList
            template={template}
            names={names}
            prefix="parameters"
            credentialId={credentialId}
            {...(kind === 'destination' ? { needed: t('endpoint.hereOrRecord') } : {})}
          />
        </fieldset>
      )}
    </>
  );
}
