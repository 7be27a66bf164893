'use client';
/** Copies a text that is not secret, and says that it did. */
import { useState } from 'react';
import { useTranslations } from 'use-intl';

const shownFor = 2000;

export function CopyButton({ text, label, children }: { text: string; label?: string; children?: string }) {
  const t = useTranslations('ui');
  const [result, setResult] = useState<'copied' | 'copyByHand' | null>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setResult('copied');
    } catch {
      // Without https, or without the permission, browsers do not let pages write to the clipboard.
      setResult('copyByHand');
    }
    setTimeout(() => setResult(null), shownFor);
  };
  return (
    <>
      <button
        type="button"
        onClick={copy}
        aria-label={result ? undefined : label}
        className="inline-flex min-h-6 shrink-0 items-center whitespace-nowrap rounded-control border border-line px-2 text-xs hover:bg-sunken"
      >
        {result ? t(result) : (children ?? t('copy'))}
      </button>
      <span role="status" className="sr-only">
        {result && t(result)}
      </span>
    </>
  );
}
