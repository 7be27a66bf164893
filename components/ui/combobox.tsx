'use client';
/** The visible parts of a field in which things are found by typing; what is offered is its user's to say. */
import { Combobox } from '@base-ui/react/combobox';
import type { ComponentProps, ReactNode } from 'react';

interface ComboboxInputProps extends ComponentProps<typeof Combobox.Input> {
  /** What the button beside it shows: "Show flows". */
  showLabel: string;
}

export function ComboboxInput({ showLabel, ...input }: ComboboxInputProps) {
  return (
    <Combobox.InputGroup className="relative">
      <Combobox.Input {...input} className="field-control pr-10" data-1p-ignore="" />
      <Combobox.Trigger
        aria-label={showLabel}
        className="absolute inset-y-0 right-0 grid w-10 place-items-center text-muted"
      >
        <Combobox.Icon>▾</Combobox.Icon>
      </Combobox.Trigger>
    </Combobox.InputGroup>
  );
}

interface ComboboxPopupProps<Item> {
  /** How the search stands; said to screen readers, too. */
  status: string;
  /** What stands there when nothing is offered. */
  empty: string;
  keyOf: (item: Item) => string;
  /** An item: its name, and what tells it from others. */
  render: (item: Item) => { name: string; detail: ReactNode };
}

export function ComboboxPopup<Item>({ status, empty, keyOf, render }: ComboboxPopupProps<Item>) {
  return (
    <Combobox.Portal>
      <Combobox.Positioner sideOffset={4} className="z-60 outline-none">
        <Combobox.Popup className="w-(--anchor-width) rounded-card border border-line bg-raised p-1.5 text-sm shadow-overlay">
          <Combobox.Status className="px-3 py-1.5 text-[13px] text-muted empty:hidden">
            {status}
          </Combobox.Status>
          <Combobox.Empty className="px-3 py-1.5 text-muted empty:hidden">
            {status ? '' : empty}
          </Combobox.Empty>
          <Combobox.List className="max-h-[min(320px,var(--available-height))] overflow-y-auto">
            {(item: Item) => {
              const { name, detail } = render(item);
              return (
                <Combobox.Item
                  key={keyOf(item)}
                  value={item}
                  className="flex min-h-10 cursor-default flex-col justify-center rounded-[6px] px-3 py-1.5 outline-none select-none data-highlighted:bg-sunken"
                >
                  <span className="wrap-anywhere">{name}</span>
                  <span className="flex flex-wrap items-center gap-x-2 text-[13px] text-muted">{detail}</span>
                </Combobox.Item>
              );
            }}
          </Combobox.List>
        </Combobox.Popup>
      </Combobox.Positioner>
    </Combobox.Portal>
  );
}
