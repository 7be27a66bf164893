'use client';
/** A value that belongs to another parameter goes there when its field is left, and the field says why. */
import { useState } from 'react';
import { useFormContext } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import type { Parameter } from '../../../lib/connector/endpoint.ts';

/** `why`: what was done, or '' where nothing was. @param beside the names of the parameters that have a field here */
export function useMoved(path: string, { elsewhere }: Parameter, beside: readonly string[]) {
  const t = useTranslations('sample');
  const { getValues, setValue, clearErrors } = useFormContext();
  const [why, setWhy] = useState('');
  const move = () => {
    if (!elsewhere) return;
    const value = String(getValues(path) ?? '').trim();
    if (value !== '') setWhy('');
    const target = path.replace(/[^.]+$/, elsewhere.name);
    // What stands in the other field is somebody's choice; the schema says then that both are too many.
    if (!elsewhere.form.test(value) || !beside.includes(elsewhere.name) || getValues(target)) return;
    setValue(target, value, { shouldDirty: true });
    setValue(path, '', { shouldDirty: true });
    clearErrors([path, target]);
    setWhy(t('endpoint.moved', { value, why: elsewhere.why }));
  };
  return { why, move };
}
