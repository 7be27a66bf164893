'use client';
/** A field of the overlay: label, help link, control, helper text, error, and what was done to a paste. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { whatsappFlowsGuide } from '../../../lib/connector/whatsapp-flows.ts';
import { Field, fieldIds } from '../../ui/field.tsx';
import { forScreenReaders } from '../../words/rich.tsx';
import { fieldId, useCredentialForm } from './form-context.tsx';
import type { FieldName } from './form-values.ts';
import { PasteNoteText } from './paste-note.tsx';
import { useFieldError } from './use-field-error.ts';

/** The attributes that tie a control to its label, helper text and error, and to the form's state. */
export function useControl(name: FieldName) {
  const context = useCredentialForm();
  const { form, pasting } = context;
  const ids = fieldIds(fieldId(context, name), { hint: true, error: useFieldError(name) });
  const { onBlur, onChange, ...registered } = form.register(name);
  const note = pasting.note?.field === name;
  return {
    ...registered,
    ...ids,
    'aria-describedby': `${ids['aria-describedby']}${note ? ` ${ids.id}-note` : ''}`,
    onChange: (event: Parameters<typeof onChange>[0]) => {
      if (note) pasting.clearNote();
      return onChange(event);
    },
    onBlur: (event: Parameters<typeof onBlur>[0]) => {
      pasting.onLeave(name);
      return onBlur(event);
    },
    onPaste: pasting.onPaste(name),
    onDrop: pasting.onDrop(name),
  };
}

function HelpLink({ name }: { name: FieldName }) {
  const t = useTranslations('credentialForm');
  const { help } = useCredentialForm();
  const section = whatsappFlowsGuide.sectionOf[name];
  if (!section || !help) return null;
  return (
    <button
      type="button"
      onClick={() => help(section)}
      className="rounded-sm underline underline-offset-2 hover:text-ink"
    >
      {/* Named by its text and not by a label: labels belong to the fields. */}
      {t.rich('whereIsIt', { field: t(`labels.${name}`), more: forScreenReaders })}
    </button>
  );
}

interface FormFieldProps {
  name: FieldName;
  hint: ReactNode;
  optional?: boolean;
  /** Whether a green mark tells that the value has the right shape; it is off while the field is edited. */
  markGood?: boolean;
  children: ReactNode;
  /** What stands below the helper text, such as a warning with a button. */
  after?: ReactNode;
}

export function FormField({ name, hint, optional, markGood, children, after }: FormFieldProps) {
  const t = useTranslations('credentialForm');
  const context = useCredentialForm();
  const error = useFieldError(name);
  const { errors, touchedFields } = context.form.formState;
  const good = markGood && touchedFields[name] && !errors[name] && context.form.getValues(name) !== '';
  const aside = (
    <span className="flex items-baseline gap-3">
      {good && <span className="font-medium text-valid group-focus-within:hidden">{t('looksRight')}</span>}
      {optional && <span>{t('optional')}</span>}
      <HelpLink name={name} />
    </span>
  );
  return (
    <div className="group flex flex-col">
      <Field id={fieldId(context, name)} label={t(`labels.${name}`)} aside={aside} hint={hint} error={error}>
        {children}
      </Field>
      <PasteNoteText name={name} />
      <div className="flex flex-col gap-2 not-empty:mt-2">{after}</div>
    </div>
  );
}
