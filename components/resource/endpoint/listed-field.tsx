'use client';
/** An id, chosen from what the credential can list. It is typed only where Meta did not list them all. */
import { Combobox } from '@base-ui/react/combobox';
import { useState } from 'react';
import { useController } from 'react-hook-form';
import type { ListedKind } from '../../../lib/connector/endpoint.ts';
import { ComboboxInput, ComboboxPopup } from '../../ui/combobox.tsx';
import { Field, fieldIds } from '../../ui/field.tsx';
import type { ParameterFieldProps } from './parameter-props.ts';
import { type Choice, useChoices } from './use-choices.ts';

interface ListedFieldProps extends ParameterFieldProps {
  list: ListedKind;
  error: string | undefined;
}

interface Nouns {
  many: string;
  typed: RegExp;
  /** What people type where nothing is listed. */
  form: string;
}

const nouns: Record<ListedKind, Nouns> = {
  flows: { many: 'flows', typed: /^[1-9][0-9]{4,19}$/, form: 'its ID' },
  'phone-numbers': { many: 'phone numbers', typed: /^[1-9][0-9]{4,19}$/, form: 'its ID' },
  'message-templates': {
    many: 'message templates',
    typed: /^[a-z0-9_]+\/[a-z]{2,3}(?:_[A-Z]{2,3})?$/,
    form: 'name/language',
  },
};

type Listed = ReturnType<typeof useChoices>;

function placeholderOf({ loading, problem, items }: Listed, { many, form }: Nouns): string {
  if (loading) return 'Asking Meta…';
  if (problem) return `Type ${form}`;
  return items.length > 0 ? `Choose from ${items.length} ${many}` : `Meta lists no ${many}`;
}

/** What helps, or why there is nothing to choose, and what to do then. */
function hintOf({ loading, problem, items }: Listed, { many, form }: Nouns, help: string): string {
  if (problem) return `${problem} Until then, type ${form}.`;
  if (loading || items.length > 0) return help;
  return `Meta lists no ${many}: there are none yet, or the token lacks whatsapp_business_management. Make one at Meta and ask again, or type ${form}.`;
}

const matches = ({ label, value, detail }: Choice, typed: string) =>
  `${label} ${value} ${detail}`.toLowerCase().includes(typed.trim().toLowerCase());

/** What is chosen and what is typed, and from what there is to choose meanwhile. */
function useChosen(path: string, { items, complete }: Listed, form: RegExp) {
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
    offered: own ? [...offered, { value: own, label: own, detail: 'as you typed it' }] : offered,
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
  nouns: Nouns;
  choice: ReturnType<typeof useChosen>;
}

function IdCombobox({ ids, listed, nouns: noun, choice }: IdComboboxProps) {
  const { items, problem, loading } = listed;
  const { many } = noun;
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
        placeholder={placeholderOf(listed, noun)}
        showLabel={`Show ${many}`}
      />
      <ComboboxPopup
        status={problem ?? (loading ? `Asking Meta for the ${many}…` : '')}
        empty={items.length === 0 ? `Meta lists no ${many}.` : 'None of them matches.'}
        keyOf={(item: Choice) => item.value}
        render={(item) => ({ name: item.label, detail: item.detail })}
      />
    </Combobox.Root>
  );
}

function AskAgain({ onPress }: { onPress: () => void }) {
  return (
    <button type="button" onClick={onPress} className="rounded-sm text-accent underline underline-offset-2">
      Ask again
    </button>
  );
}

export function ListedField({ path, parameter, credentialId, aside, list, error }: ListedFieldProps) {
  const listed = useChoices(credentialId, list);
  const { items, complete, problem, loading, again } = listed;
  const choice = useChosen(path, listed, nouns[list].typed);
  const { known, chosen } = choice;
  const hint = hintOf(listed, nouns[list], parameter.help);
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
      <IdCombobox ids={fieldIds(path, { hint, error })} listed={listed} nouns={nouns[list]} choice={choice} />
      {known && <span className="text-xs text-muted">{known.detail}</span>}
      {isElsewhere && (
        <span role="status" className="text-xs font-medium text-expiring">
          It is not among the {nouns[list].many} of this account: it was deleted, or belongs to another one.
          Choose anew.
        </span>
      )}
    </Field>
  );
}
