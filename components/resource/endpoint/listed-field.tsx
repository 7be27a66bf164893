'use client';
/** An id, chosen from what the credential can list. It is typed only where Meta did not list them all. */
import { Combobox } from '@base-ui/react/combobox';
import { useState } from 'react';
import { useController } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import type { ListedKind } from '../../../lib/connector/endpoint.ts';
import type { Words } from '../../../lib/words/words.ts';
import { ComboboxInput, ComboboxPopup } from '../../ui/combobox.tsx';
import { Field, fieldIds } from '../../ui/field.tsx';
import type { ParameterFieldProps } from './parameter-props.ts';
import { type Choice, useChoices } from './use-choices.ts';

interface ListedFieldProps extends ParameterFieldProps {
  list: ListedKind;
  error: string | undefined;
}

const id = /^[1-9][0-9]{4,19}$/;

/** What people may type where nothing is listed. */
const typedForms: Record<ListedKind, RegExp> = {
  flows: id,
  'phone-numbers': id,
  'message-templates': /^[a-z0-9_]+\/[a-z]{2,3}(?:_[A-Z]{2,3})?$/,
};

/** The list's name as messages choose by it: ICU reads a hyphen as the end of a name. */
const selectorOf = (list: ListedKind): string => list.replace('-', '_');

type Listed = ReturnType<typeof useChoices>;

function placeholderOf(t: Words<'sample'>, { loading, problem, items }: Listed, list: ListedKind): string {
  if (loading) return t('listed.asking');
  if (problem) return t('listed.type', { list: selectorOf(list) });
  return items.length > 0
    ? t('listed.choose', { count: items.length, list: selectorOf(list) })
    : t('listed.none', { list: selectorOf(list) });
}

/** What helps, or why there is nothing to choose, and what to do then. */
function hintOf(
  t: Words<'sample'>,
  { loading, problem, items }: Listed,
  list: ListedKind,
  help: string,
): string {
  if (problem) return t('listed.untilThen', { problem, list: selectorOf(list) });
  return loading || items.length > 0
    ? help
    : t('listed.noneHint', { list: selectorOf(list), permission: neededToList });
}

const neededToList = 'whatsapp_business_management';

const matches = ({ label, value, detail }: Choice, typed: string) =>
  `${label} ${value} ${detail}`.toLowerCase().includes(typed.trim().toLowerCase());

/** What is chosen and what is typed, and from what there is to choose meanwhile. */
function useChosen(path: string, { items, complete }: Listed, form: RegExp) {
  const t = useTranslations('sample');
  const { field } = useController({ name: path });
  const value = typeof field.value === 'string' ? field.value : '';
  const known = items.find((item) => item.value === value);
  const chosen: Choice | null = value ? (known ?? { value, label: value, detail: '' }) : null;
  const [typed, setTyped] = useState<string | null>(null);
  const offered = typed === null ? items : items.filter((item) => matches(item, typed));
  const own = !complete && typed && form.test(typed.trim()) ? typed.trim() : null;
  return {
    known,
    chosen,
    text: typed ?? chosen?.label ?? '',
    offered: own ? [...offered, { value: own, label: own, detail: t('listed.asTyped') }] : offered,
    inputRef: field.ref,
    choose: (next: Choice | null) => {
      field.onChange(next?.value ?? '');
      setTyped(null);
    },
    type: (next: string, reason: string) => {
      if (reason === 'input-change' || reason === 'input-clear') setTyped(next);
      // What stands in the field is what is chosen, or nothing is.
      if (reason === 'input-clear' || (reason === 'input-change' && chosen)) field.onChange('');
    },
    leave: () => {
      field.onBlur();
      setTyped(null);
    },
  };
}

interface IdComboboxProps {
  ids: ReturnType<typeof fieldIds>;
  listed: Listed;
  list: ListedKind;
  choice: ReturnType<typeof useChosen>;
}

function IdCombobox({ ids, listed, list, choice }: IdComboboxProps) {
  const t = useTranslations('sample');
  const { items, problem, loading } = listed;
  return (
    <Combobox.Root
      items={choice.offered}
      value={choice.chosen}
      onValueChange={choice.choose}
      inputValue={choice.text}
      onInputValueChange={(next, { reason }) => choice.type(next, reason)}
      autoHighlight
      itemToStringLabel={(item: Choice) => item.label}
      isItemEqualToValue={(item: Choice, other: Choice) => item.value === other.value}
      filter={null}
    >
      <ComboboxInput
        {...ids}
        ref={choice.inputRef}
        onBlur={choice.leave}
        placeholder={placeholderOf(t, listed, list)}
        showLabel={t('listed.show', { list: selectorOf(list) })}
      />
      <ComboboxPopup
        status={problem ?? (loading ? t('listed.askingFor', { list: selectorOf(list) }) : '')}
        empty={
          items.length === 0 ? t('listed.noneSentence', { list: selectorOf(list) }) : t('listed.noMatch')
        }
        keyOf={(item: Choice) => item.value}
        render={(item) => ({ name: item.label, detail: item.detail })}
      />
    </Combobox.Root>
  );
}

function AskAgain({ onPress }: { onPress: () => void }) {
  const t = useTranslations('sample');
  return (
    <button type="button" onClick={onPress} className="rounded-sm text-accent underline underline-offset-2">
      {t('listed.again')}
    </button>
  );
}

export function ListedField({ path, parameter, credentialId, aside, list, error }: ListedFieldProps) {
  const t = useTranslations('sample');
  const listed = useChoices(credentialId, list);
  const { items, complete, problem, loading, again } = listed;
  const choice = useChosen(path, listed, typedForms[list]);
  const { known, chosen } = choice;
  const hint = hintOf(t, listed, list, parameter.help);
  const isElsewhere = chosen !== null && !known && complete && !loading && !problem;
  const asksAgain = problem !== null || (items.length === 0 && !loading);
  return (
    <Field
      id={path}
      label={parameter.label}
      hint={hint}
      error={error}
      aside={asksAgain ? <AskAgain onPress={again} /> : aside}
    >
      <IdCombobox ids={fieldIds(path, { hint, error })} listed={listed} list={list} choice={choice} />
      {known && <span className="text-xs text-muted">{known.detail}</span>}
      {isElsewhere && (
        <span role="status" className="text-xs font-medium text-expiring">
          {t('listed.elsewhere', { list: selectorOf(list) })}
        </span>
      )}
    </Field>
  );
}
