import Link from 'next/link';
import { words } from '../../lib/words/words.ts';

/** Marks every page of a demonstration. */
export function DemoBand() {
  const t = words('frame');
  return (
    <aside
      aria-label={t('demo.label')}
      className="flex flex-wrap items-center justify-center gap-x-3 border-b border-expiring/40 bg-expiring-soft bg-[repeating-linear-gradient(135deg,transparent_0_10px,rgb(135_82_0/0.07)_10px_20px)] px-4 py-1.5 text-center text-xs"
    >
      <strong className="font-semibold">{t('demo.band')}</strong>
      <span>{t('demo.warning')}</span>
      <Link
        href="/demo"
        className="inline-flex min-h-6 items-center font-medium underline underline-offset-2"
      >
        {t('demo.tokens')}
      </Link>
    </aside>
  );
}
