'use client';
/** The API keys of somebody who loses the right to make them: listed, and ended unless they are kept by choice. */
import type { ApiKeyView } from '../../../lib/access/keys/api-key-schema.ts';
import type { KeysFate } from '../../../lib/access/people/member-schema.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';

const fates: [KeysFate, string, string][] = [
  ['end', 'End them', 'Whatever uses them is refused from its next request on.'],
  ['keep', 'Keep them working', 'They go on with all that they may do, until they end or are revoked.'],
];

function LeftKey({ apiKey }: { apiKey: ApiKeyView }) {
  const { name, lastFour, scopes, lastUsedAt } = apiKey;
  return (
    <li className="px-3 py-2">
      <p className="font-medium wrap-anywhere">{name}</p>
      <p className="text-[13px] text-muted">
        <span className="font-mono text-xs">fk_…{lastFour}</span> · {scopes.join(' and ')} ·{' '}
        {lastUsedAt ? (
          <>
            last used <RelativeTime iso={lastUsedAt} />
          </>
        ) : (
          'not used yet'
        )}
      </p>
    </li>
  );
}

export function LeftKeys({
  apiKeys,
  fate,
  onFate,
}: {
  apiKeys: ApiKeyView[];
  fate: KeysFate;
  onFate: (fate: KeysFate) => void;
}) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="mb-2 font-medium">
        {apiKeys.length === 1 ? '1 API key of theirs works' : `${apiKeys.length} API keys of theirs work`}
      </legend>
      {/* A list that scrolls takes the focus, so that keys reach all of it. */}
      <ul
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
        tabIndex={0}
        aria-label="Their API keys"
        className="max-h-48 divide-y divide-line overflow-y-auto rounded-control border border-line bg-surface"
      >
        {apiKeys.map((apiKey) => (
          <LeftKey key={apiKey.id} apiKey={apiKey} />
        ))}
      </ul>
      {fates.map(([value, label, hint]) => (
        <label key={value} className="flex items-start gap-2.5">
          <input
            type="radio"
            name="left-keys"
            checked={fate === value}
            onChange={() => onFate(value)}
            className="mt-0.5 size-4 flex-none accent-accent"
          />
          <span>
            <span className="block font-medium">{label}</span>
            <span className="block text-[13px] text-muted">{hint}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
