'use client';
/** A longer text in the manner of code, which can be scrolled by keyboard and copied. */
import { useTranslations } from 'use-intl';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Scrollable } from '../../ui/scrollable.tsx';

interface CodeBoxProps {
  label: string;
  text: string;
  /** The word of the button. */
  copy?: string;
}

export function CodeBox({ label, text, copy: given }: CodeBoxProps) {
  const t = useTranslations('ui');
  const copy = given ?? t('copy');
  return (
    <figure className="flex min-w-0 flex-col gap-1.5">
      <figcaption className="flex min-h-6 items-center justify-between gap-3 text-[13px] text-muted">
        {label}
        <CopyButton text={text} label={t('copyWhat', { copy, what: label })}>
          {copy}
        </CopyButton>
      </figcaption>
      <Scrollable label={label} className="max-h-96 bg-sunken">
        <pre translate="no" className="w-max min-w-full p-3 font-mono text-xs leading-relaxed">
          {text}
        </pre>
      </Scrollable>
    </figure>
  );
}
