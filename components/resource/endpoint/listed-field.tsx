'use client';
/** An id, chosen from what the credential can list. It is typed only where Meta did not list them all. */
import { Combobox } from '@base-ui/react/combobox';
import { useState } from 'react';
import { useController } from 'react-hook-form';
import type { ListedKind } from '../../../lib/connector/endpoint.ts';
import { Field, fieldIds } from '../../ui/field.tsx';
import type { ParameterFieldProps } from './parameter-field.tsx';
import { type Choice, useChoices } from './use-choices.ts';

interface ListedFieldProps extends ParameterFieldProps {
  list: ListedKind;
  error: string | undefined;
}

const nouns: Record<ListedKind, { many: string; typed: RegExp; write: string }> = {
  flows: { many: 'flows', typed: /^[1-9][0-9]{4,19}$/, write: 'type its ID' },
  'phone-numbers': { many: 'phone numbers', typed: /^[1-9][0-9]{4,19}$/, write: 'type its ID' },
  'message-templates': {
    many: 'message templates',
    typed: /^[a-z0-9_]+\/[a-z]{2,3}(?:_[A-Z]{2,3})?$/,
    write: 'type name/language',
  },
};

const matches = ({ label, value, detail }: Choice, typed: string) =>
  `${label} ${value} ${detail}`.toLowerCase().includes(typed.trim().toLowerCase());

export function ListedField({ path, parameter, credentialId, aside, list, error }: ListedFieldProps) {
  const { field } = useController({ name: path });
  const { items, complete, problem, loading, again } = useChoices(credentialId, list);
  const { many, typed: form, write } = nouns[list];
  const value = typeof field.value === 'string' ? field.value : '';
  const known = items.find((item) => item.value === value);
  const chosen: Choice | null = value ? (known ?? { value, label: value, detail: '' }) : null;
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? chosen?.label ?? '';
  const offered = typed === null ? items : items.filter((item) => matches(item, typed));
  const own = !complete && typed && form.test(typed.trim()) ? typed.trim() : null;
  const all = own ? [...offered, { value: own, label: own, detail: 'as you typed it' }] : offered;
  const status = problem ?? (loading ? `Asking Meta for the ${many}…` : '');
  const hint = problem ? `${problem} Until then, ${write}.` : parameter.help;
  return (
    <Field
      id={path}
      label={parameter.label}
      hint={hint}
      error={error}
      aside={
        problem ? (
          <button
            type="button"
            onClick={again}
            className="rounded-sm text-accent underline underline-offset-2"
          >
            Ask again
          </button>
        ) : (
          aside
        )
      }
    >
      <Combobox.Root
        items={all}
        value={chosen}
        onValueChange={(next: Choice | null) => {
          field.onChange(next?.value ?? '');
          setTyped(null);
        }}
        inputValue={text}
        onInputValueChange={(next, { reason }) => {
          if (reason === 'input-change' || reason === 'input-clear') setTyped(next);
          // What stands in the field is what is chosen, or nothing is.
          if (reason === 'input-clear' || (reason === 'input-change' && chosen)) field.onChange('');
        }}
        autoHighlight
        itemToStringLabel={(item: Choice) => item.label}
        isItemEqualToValue={(item: Choice, other: Choice) => item.value === other.value}
        filter={null}
      >
        <Combobox.InputGroup className="relative">
          <Combobox.Input
            {...fieldIds(path, { hint, error })}
            ref={field.ref}
            onBlur={() => {
              field.onBlur();
              setTyped(null);
            }}
            placeholder={loading ? 'Asking Meta…' : `Choose from ${items.length} ${many}`}
            className="field-control pr-10"
            data-1p-ignore=""
          />
          <Combobox.Trigger
            aria-label={`Show ${many}`}
            className="absolute inset-y-0 right-0 grid w-10 place-items-center text-muted"
          >
            <Combobox.Icon>▾</Combobox.Icon>
          </Combobox.Trigger>
        </Combobox.InputGroup>
        <Combobox.Portal>
          <Combobox.Positioner sideOffset={4} className="z-60 outline-none">
            <Combobox.Popup className="w-(--anchor-width) rounded-card border border-line bg-raised p-1.5 text-sm shadow-overlay">
              <Combobox.Status className="px-3 py-1.5 text-[13px] text-muted empty:hidden">
                {status}
              </Combobox.Status>
              <Combobox.Empty className="px-3 py-1.5 text-muted empty:hidden">
                {status ? '' : items.length === 0 ? `The account has no ${many}.` : 'None of them matches.'}
              </Combobox.Empty>
              <Combobox.List className="max-h-[min(320px,var(--available-height))] overflow-y-auto">
                {(item: Choice) => (
                  <Combobox.Item
                    key={item.value}
                    value={item}
                    className="flex min-h-10 cursor-default flex-col justify-center rounded-[6px] px-3 py-1.5 outline-none select-none data-highlighted:bg-sunken"
                  >
                    <span className="wrap-anywhere">{item.label}</span>
                    <span className="text-[13px] text-muted">{item.detail}</span>
                  </Combobox.Item>
                )}
              </Combobox.List>
            </Combobox.Popup>
          </Combobox.Positioner>
        </Combobox.Portal>
      </Combobox.Root>
      {known && <span className="text-xs text-muted">{known.detail}</span>}
    </Field>
  );
}
