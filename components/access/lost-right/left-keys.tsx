'use client';
/** The API keys of somebody who loses the right to make them: listed, and ended unless they are kept by choice. */
import { useLocale, useTranslations } from 'use-intl';
import type { ApiKeyView } from '../../../lib/access/keys/api-key-schema.ts';
import type { KeysFate } from '../../../lib/access/people/member-schema.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { listed } from '../../words/formats.ts';

const fates: KeysFate[] = ['end', 'keep'];

function LeftKey({ apiKey }: { apiKey: ApiKeyView }) {
  const t = useTranslations('access');
  const language = useLocale();
  const { name, lastFour, scopes, lastUsedAt } = apiKey;
  return (
    <li className="px-3 py-2">
      <p className="font-medium wrap-anywhere">{name}</p>
      <p className="text-[13px] text-muted">
        <span className="font-mono text-xs" translate="no">
          fk_…{lastFour}
        </span>{' '}
        · <span translate="no">{listed(scopes, 'conjunction', language)}</span> ·{' '}
        {lastUsedAt
          ? t.rich('loss.lastUsed', { when: () => <RelativeTime iso={lastUsedAt} /> })
          : t('loss.neverUsed')}
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
  const t = useTranslations('access');
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="mb-2 font-medium">{t('loss.keys', { count: apiKeys.length })}</legend>
      {/* A list that scrolls takes the focus, so that keys reach all of it. */}
      <ul
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
        tabIndex={0}
        aria-label={t('loss.keyList')}
        className="max-h-53 divide-y divide-line overflow-y-auto rounded-control border border-line bg-surface"
      >
        {apiKeys.map((apiKey) => (
          <LeftKey key={apiKey.id} apiKey={apiKey} />
        ))}
      </ul>
      {fates.map((value) => (
        <label key={value} className="flex items-start gap-2.5">
          <input
            type="radio"
            name="left-keys"
            checked={fate === value}
            onChange={() => onFate(value)}
            className="mt-0.5 size-4 flex-none accent-accent"
          />
          <span>
            <span className="block font-medium">{t(`loss.fates.${value}.label`)}</span>
            <span className="block text-[13px] text-muted">{t(`loss.fates.${value}.hint`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
