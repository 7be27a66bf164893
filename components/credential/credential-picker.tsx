'use client';
/** Picks a credential by typing part of its name: for what is to use another one. */
import { Combobox } from '@base-ui/react/combobox';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Tile } from '../../lib/credential/look/tile.ts';
import { callApi } from '../http/call.ts';
import { failureWords } from '../http/failure-words.ts';
import { ComboboxInput, ComboboxPopup } from '../ui/combobox.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { badgeStatus, isUsable } from './tile/tile-words.ts';

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
  const t = useTranslations('credentialPicker');
  const tProblem = useTranslations('problem');
  const [items, setItems] = useState<Picked[]>([]);
  const [status, setStatus] = useState('');
  const running = useRef<AbortController | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const search = async (q: string) => {
    running.current?.abort();
    const mine = new AbortController();
    running.current = mine;
    setStatus(t('searching'));
    const query = new URLSearchParams({ connector, limit: String(shown + 1), ...(q ? { q } : {}) });
    const answer = await callApi<{ items: Tile[]; total: number }>({
      method: 'GET',
      url: `/api/credentials?${query}`,
      signal: mine.signal,
    });
    if (mine.signal.aborted) return;
    if (answer.kind !== 'done') return setStatus(failureWords(tProblem, answer));
    const { items: found, total } = answer.body;
    const offered = found.filter((tile) => tile.id !== except && isUsable(tile)).slice(0, shown);
    setItems(offered);
    setStatus(total > shown + 1 ? t('more', { shown }) : '');
  };
  const searchSoon = (q: string) => {
    clearTimeout(timer.current);
    running.current?.abort();
    // What was found for other letters is not what Enter should choose.
    setItems([]);
    setStatus(t('searching'));
    timer.current = setTimeout(() => void search(q), pause);
  };
  const searchFirst = useEffectEvent(() => search(''));
  useEffect(() => {
    void searchFirst();
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
  const t = useTranslations('credentialPicker');
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
      <ComboboxInput
        id={id}
        placeholder={t('typeName')}
        aria-describedby={describedBy}
        aria-invalid={invalid || undefined}
        showLabel={t('show')}
      />
      <ComboboxPopup
        status={status}
        empty={t('none')}
        keyOf={(item: Picked) => item.id}
        render={(item) => ({
          name: item.name,
          detail: (
            <>
              <StatusBadge status={badgeStatus(item)} /> {item.wabaName ?? t('waba', { id: item.wabaId })}
            </>
          ),
        })}
      />
    </Combobox.Root>
  );
}
