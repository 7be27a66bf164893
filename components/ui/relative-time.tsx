'use client';
/** A moment, told relative to now, with the exact one on hover. */
import { useLocale, useTranslations } from 'use-intl';
import { exactTime } from '../words/formats.ts';
import { relativeTime } from '../words/relative-time.ts';

export function RelativeTime({ iso, now = new Date() }: { iso: string; now?: Date }) {
  const t = useTranslations('ui');
  const language = useLocale();
  const near = { justNow: t('justNow'), inAMoment: t('inAMoment') };
  // The text may differ by a second in the browser.
  return (
    <time dateTime={iso} title={exactTime(iso, language)} suppressHydrationWarning>
      {relativeTime(iso, now, language, near)}
    </time>
  );
}
