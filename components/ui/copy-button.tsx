'use client';
/** Copies a text that is not secret, and says that it did. */
import { useState } from 'react';

const shownFor = 2000;

export function CopyButton({
  text,
  label,
  children = 'Copy',
}: {
  text: string;
  label?: string;
  children?: string;
}) {
  const [result, setResult] = useState<'Copied' | 'Copy it by hand' | null>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setResult('Copied');
    } catch {
      // Without https, or without the permission, browsers do not let pages write to the clipboard.
      setResult('Copy it by hand');
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
        {result ?? children}
      </button>
      <span role="status" className="sr-only">
        {result}
      </span>
    </>
  );
}
