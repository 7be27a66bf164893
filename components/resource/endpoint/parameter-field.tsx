'use client';
/** One parameter of an endpoint, asked for as its template says. */
import { useFormContext } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { Field, fieldIds } from '../../ui/field.tsx';
import { ListedField } from './listed-field.tsx';
import type { ParameterFieldProps } from './parameter-props.ts';
import { useMoved } from './use-moved.ts';

/** What is wrong with the value at a path, if anything. */
function useError(path: string): string | undefined {
  const { getFieldState, formState } = useFormContext();
  const { error } = getFieldState(path, formState);
  // One of several checkboxes may be what is wrong.
  const first: unknown = Array.isArray(error) ? error.find(Boolean) : error;
  const message = first && typeof first === 'object' && 'message' in first ? first.message : undefined;
  return typeof message === 'string' ? message : undefined;
}

function Switch({ path, parameter: { label, help } }: ParameterFieldProps) {
  const { register } = useFormContext();
  const error = useError(path);
  const ids = fieldIds(path, { hint: help, error });
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={path} className="flex min-h-6 items-center gap-2.5 text-sm font-medium">
        <input type="checkbox" className="size-4.5 accent-accent" {...ids} {...register(path)} />
        {label}
      </label>
      <p id={`${path}-hint`} className="text-xs leading-relaxed text-muted">
        {help}
      </p>
      {error && (
        <p id={`${path}-error`} className="text-xs font-medium text-invalid">
          {error}
        </p>
      )}
    </div>
  );
}

function Choices({ path, parameter: { label, help, control }, aside }: ParameterFieldProps) {
  const { register } = useFormContext();
  const error = useError(path);
  if (control.kind !== 'choices') return null;
  const { id: _, ...ids } = fieldIds(path, { hint: help, error });
  return (
    <fieldset className="flex flex-col gap-2" aria-describedby={ids['aria-describedby']}>
      <legend className="mb-1 flex w-full items-baseline justify-between gap-3 text-sm font-medium">
        {label}
        {aside && <span className="text-xs font-normal text-muted">{aside}</span>}
      </legend>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(11rem,1fr))] gap-x-4 gap-y-1">
        {control.options.map((option) => (
          <label
            key={option.value}
            className="flex min-h-8 items-center gap-2.5 text-sm pointer-coarse:min-h-11"
          >
            <input
              type="checkbox"
              value={option.value}
              aria-invalid={error ? true : undefined}
              className="size-4.5 accent-accent"
              {...register(path)}
            />
            {option.label}
          </label>
        ))}
      </div>
      <p id={`${path}-hint`} className="text-xs leading-relaxed text-muted">
        {help}
      </p>
      {error && (
        <p id={`${path}-error`} className="flex gap-1.5 text-xs font-medium text-invalid">
          <span aria-hidden="true">✕</span>
          {error}
        </p>
      )}
    </fieldset>
  );
}

function Typed({ path, parameter, aside, required, beside }: ParameterFieldProps) {
  const t = useTranslations('sample');
  const { label, help, control } = parameter;
  const { register } = useFormContext();
  const error = useError(path);
  const { why, move } = useMoved(path, parameter, beside);
  const shared = {
    ...fieldIds(path, { hint: help, error }),
    ...register(path, { onBlur: move }),
    'data-1p-ignore': '',
    autoComplete: 'off',
    ...('placeholder' in control ? { placeholder: control.placeholder } : {}),
  };
  return (
    <Field id={path} label={label} hint={help} error={error} aside={aside}>
      {control.kind === 'choice' ? (
        <select {...shared} className="field-control">
          <option value="">{required ? t('endpoint.chooseOne') : t('endpoint.notSet')}</option>
          {control.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      ) : control.kind === 'long-text' ? (
        <textarea
          {...shared}
          rows={control.code ? 6 : 3}
          spellCheck={!control.code}
          className={`field-control field-sizing-content max-h-96 ${control.code ? 'min-h-32 font-mono text-[13px]' : 'min-h-20'}`}
        />
      ) : (
        <input {...shared} type={control.kind === 'date' ? 'date' : 'text'} className="field-control" />
      )}
      {parameter.elsewhere && (
        <span role="status" className="text-xs font-medium text-expiring empty:hidden">
          {why}
        </span>
      )}
    </Field>
  );
}

export function ParameterField(props: ParameterFieldProps) {
  const { control } = props.parameter;
  const error = useError(props.path);
  if (control.kind === 'switch') return <Switch {...props} />;
  if (control.kind === 'choices') return <Choices {...props} />;
  if (control.kind === 'listed') return <ListedField {...props} list={control.list} error={error} />;
  return <Typed {...props} />;
}
