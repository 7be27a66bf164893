'use client';
/** Picks a credential by typing part of its name: for what is to use another one. */
import { Combobox } from '@base-ui/react/combobox';
import { useEffect, useRef, useState } from 'react';
import type { Tile } from '../../lib/credential/tile.ts';
import { callApi, failureText } from '../http/call.ts';
import { StatusBadge } from '../ui/status-badge.tsx';
import { badgeStatus, isUsable } from './tile-words.ts';

export type Picked = Pick<Tile, 'id' | 'name' | 'status' | 'locked' | 'wabaName' | 'wabaId'>;

interface CredentialPickerProps {
  id: string;
  connector: string;
  /** The credential that is not offered. */
  except: string | null;
  value: Picked | null;
  onChange: (picked: Picked | null) => void;
  describedBy?: string | undefined;
  invalid?: boolean;
}

const pause = 200;
const shown = 20;

function useSearch(connector: string, except: string | null) {
  const [items, setItems] = useState<Picked[]>([]);
  const [status, setStatus] = useState('');
  const running = useRef<AbortController | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const search = async (q: string) => {
    running.current?.abort();
    const mine = new AbortController();
    running.current = mine;
    setStatus('Searching…');
    const query = new URLSearchParams({ connector, limit: String(shown + 1), ...(q ? { q } : {}) });
    const answer = await callApi({ method: 'GET', url: `/api/credentials?${query}`, signal: mine.signal });
    if (mine.signal.aborted) return;
    if (answer.kind !== 'done') return setStatus(failureText(answer));
    const { items: found, total } = answer.body as { items: Tile[]; total: number };
    const offered = found.filter((tile) => tile.id !== except && isUsable(tile)).slice(0, shown);
    setItems(offered);
    setStatus(total > shown + 1 ? `The newest ${shown} are listed. Type to find others.` : '');
  };
  const searchSoon = (q: string) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void search(q), pause);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first list is fetched once, when the picker appears
  useEffect(() => {
    void search('');
    return () => {
      clearTimeout(timer.current);
      running.current?.abort();
    };
  }, []);
  return { items, status, searchSoon };
}

export function CredentialPicker({
  id,
  connector,
  except,
  value,
  onChange,
  describedBy,
  invalid = false,
}: CredentialPickerProps) {
  const { items, status, searchSoon } = useSearch(connector, except);
  const [text, setText] = useState(value?.name ?? '');
  const offered = value && !items.some((item) => item.id === value.id) ? [value, ...items] : items;
  return (
    <Combobox.Root
      items={offered}
      value={value}
      onValueChange={(next: Picked | null) => {
        onChange(next);
        if (next) setText(next.name);
      }}
      inputValue={text}
      onInputValueChange={(typed, { reason }) => {
        setText(typed);
        if (reason !== 'input-change' && reason !== 'input-clear') return;
        // What stands in the field is what is chosen, or nothing is.
        if (value && typed !== value.name) onChange(null);
        searchSoon(typed.trim());
      }}
      autoHighlight
      itemToStringLabel={(item: Picked) => item.name}
      isItemEqualToValue={(item: Picked, other: Picked) => item.id === other.id}
      filter={null}
    >
      <Combobox.InputGroup className="relative">
        <Combobox.Input
          id={id}
          placeholder="Type a name"
          aria-describedby={describedBy}
          aria-invalid={invalid || undefined}
          className="field-control pr-10"
          data-1p-ignore=""
        />
        <Combobox.Trigger
          aria-label="Show credentials"
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
              {status ? '' : 'No other credential matches.'}
            </Combobox.Empty>
            <Combobox.List className="max-h-[min(320px,var(--available-height))] overflow-y-auto">
              {(item: Picked) => (
                <Combobox.Item
                  key={item.id}
                  value={item}
                  className="flex min-h-10 cursor-default flex-col justify-center rounded-[6px] px-3 py-1.5 outline-none select-none data-highlighted:bg-sunken"
                >
                  <span className="wrap-anywhere">{item.name}</span>
                  <span className="flex flex-wrap items-center gap-x-2 text-[13px] text-muted">
                    <StatusBadge status={badgeStatus(item)} /> {item.wabaName ?? `WABA ${item.wabaId}`}
                  </span>
                </Combobox.Item>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}
