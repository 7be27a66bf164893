/** What uses a credential, one line each: kind, name, owner, last use. */
import Link from 'next/link';
import type { Dependant } from '../../../lib/credential/look/used-by.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';

const kinds = { source: 'Source', destination: 'Destination' };

export function DependantRows({ items, now }: { items: Dependant[]; now: Date }) {
  return (
    <ul className="divide-y divide-line">
      {items.map(({ kind, id, name, owner, lastUsedAt }) => (
        <li key={id} className="py-2.5 first:pt-0 last:pb-0">
          <Link
            href={`/${kind}s/${id}`}
            className="block font-medium wrap-anywhere underline-offset-2 hover:underline"
          >
            {name}
          </Link>
          <span className="text-[13px] text-muted">
            {kinds[kind]} of {owner} ·{' '}
            {lastUsedAt ? (
              <>
                last used <RelativeTime iso={lastUsedAt} now={now} />
              </>
            ) : (
              'not used yet'
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
