'use client';
/** What uses a credential that is to be deleted, in a list that never outgrows the dialog. */
import { useTranslations } from 'use-intl';
import { DependantRows } from './dependant-rows.tsx';
import type { Uses } from './use-delete.ts';

export function UsedList({ uses }: { uses: Uses }) {
  const t = useTranslations('credentialDelete');
  return (
    <div>
      <h3 className="mb-2 font-medium">{t('uses.title', { count: uses.total })}</h3>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={t('uses.list')}
        className="max-h-44 overflow-y-auto rounded-control border border-line px-3 py-2"
      >
        <DependantRows items={uses.items} now={new Date()} />
      </section>
      {uses.total > uses.items.length && (
        <p className="mt-1 text-[13px] text-muted">{t('uses.newest', { count: uses.items.length })}</p>
      )}
    </div>
  );
}
