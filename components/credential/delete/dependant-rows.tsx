'use client';
/** What uses a credential, one line each: kind, name, owner, last use. */
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import type { Dependant } from '../../../lib/credential/look/used-by.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';

export function DependantRows({ items, now }: { items: Dependant[]; now: Date }) {
  const t = useTranslations('credentialDelete');
  return (
    <ul className="divide-y divide-line">
      {items.map(({ kind, id, name, owner, lastUsedAt }) => (
        <li key={id} className="py-2.5 first:pt-0 last:pb-0">
          <Link
            href={`/${kind}s/${id}`}
            translate="no"
            className="block font-medium wrap-anywhere underline-offset-2 hover:underline"
          >
            {name}
          </Link>
          <span className="text-[13px] text-muted">
            {lastUsedAt
              ? t.rich('uses.used', { kind, owner, when: () => <RelativeTime iso={lastUsedAt} now={now} /> })
              : t('uses.unused', { kind, owner })}
          </span>
        </li>
      ))}
    </ul>
  );
}
