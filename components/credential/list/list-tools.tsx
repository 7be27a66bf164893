'use client';
/** Search and status filter of a list of credentials. A plain GET form; with JavaScript it answers while typing. */
import { useRouter } from 'next/navigation';
import {
  type FormEvent,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useRef,
  useTransition,
} from 'react';
import { useTranslations } from 'use-intl';
import { buttonClass } from '../../ui/button.tsx';
import { keepChoice } from '../tile/keep-choice.ts';
import { Shortcuts } from './shortcuts.tsx';

const pause = 250;

const statuses = ['valid', 'expiring', 'invalid', 'unchecked'] as const;

interface ListToolsProps {
  /** Whether search and filter are shown. */
  shown: boolean;
  path: string;
  /** Parameters of the address that stay as they are. */
  fixed: Record<string, string>;
  q: string | undefined;
  status: string | undefined;
  /** How many fit, in words. */
  summary: string;
  /** The list, dimmed while another is on its way. */
  children: ReactNode;
}

/** Going to what was asked for: at once, or once nobody types any more. */
function useSearching(path: string) {
  const router = useRouter();
  const [loading, startLoading] = useTransition();
  const form = useRef<HTMLFormElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stay = () => clearTimeout(timer.current);
  useEffect(() => () => clearTimeout(timer.current), []);

  const go = () => {
    stay();
    if (!form.current) return;
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form.current)) if (value) query.set(name, String(value));
    startLoading(() => router.replace(keepChoice(`${path}?${query}`), { scroll: false }));
  };
  const goSoon = () => {
    stay();
    timer.current = setTimeout(go, pause);
  };
  return { form, loading, go, goSoon, stay };
}

interface SearchFieldProps {
  q: string;
  search: RefObject<HTMLInputElement | null>;
  onTyped: () => void;
  onCleared: () => void;
}

function SearchField({ q, search, onTyped, onCleared }: SearchFieldProps) {
  const t = useTranslations('credentialList');
  // A link such as "Clear the filters" changes the address from outside; whoever is typing is left alone.
  useEffect(() => {
    if (search.current && document.activeElement !== search.current) search.current.value = q;
  }, [q, search]);
  const clearOnEscape = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Escape' || event.currentTarget.value === '') return;
    event.preventDefault();
    event.currentTarget.value = '';
    onCleared();
  };
  return (
    <input
      ref={search}
      type="search"
      name="q"
      defaultValue={q}
      maxLength={200}
      onInput={onTyped}
      onKeyDown={clearOnEscape}
      aria-label={t('search.label')}
      aria-keyshortcuts="/"
      placeholder={t('search.placeholder')}
      className="field-control min-w-0 max-sm:flex-1 sm:w-64"
    />
  );
}

function StatusFilter({ status, onChange }: { status: string; onChange: () => void }) {
  const t = useTranslations('credentialList');
  const tUi = useTranslations('ui');
  return (
    <select
      key={status}
      name="status"
      defaultValue={status}
      onChange={onChange}
      aria-label={t('search.status')}
      className="field-control w-auto shrink-0"
    >
      <option value="">{t('search.anyStatus')}</option>
      {statuses.map((value) => (
        <option key={value} value={value}>
          {tUi(`status.${value}`)}
        </option>
      ))}
    </select>
  );
}

export function ListTools({ shown, path, fixed, q = '', status = '', summary, children }: ListToolsProps) {
  const t = useTranslations('credentialList');
  const { form, loading, go, goSoon, stay } = useSearching(path);
  const search = useRef<HTMLInputElement>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    go();
  };
  return (
    <>
      {shown && (
        <search className="mb-6 flex flex-wrap items-center gap-2">
          <form ref={form} action={path} onSubmit={submit} className="flex max-w-full gap-2 max-sm:w-full">
            {Object.entries(fixed).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <SearchField q={q} search={search} onTyped={goSoon} onCleared={go} />
            <StatusFilter status={status} onChange={go} />
            <noscript>
              <button type="submit" className={buttonClass()}>
                {t('search.go')}
              </button>
            </noscript>
          </form>
          <Shortcuts search={search} />
          <p role="status" className="text-[13px] text-muted sm:ml-auto">
            {loading ? t('search.loading') : summary}
          </p>
        </search>
      )}
      <div
        // Whoever goes elsewhere is not called back by a search that was about to begin.
        onClickCapture={({ target }) => target instanceof Element && target.closest('a') && stay()}
        aria-busy={loading}
        className="transition-opacity duration-150 aria-busy:opacity-50"
      >
        {children}
      </div>
    </>
  );
}
