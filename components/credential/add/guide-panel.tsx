'use client';
/** The guide's place: beside the form on wide screens, folded under it on narrow ones. */
import { ChevronDown } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Guide as GuideData } from '../../../lib/connector/guide.ts';
import { Guide, type GuideJump } from './guide.tsx';

interface GuidePanelProps {
  guide: GuideData;
  id: string;
  lit: string | null;
  jump: GuideJump | null;
}

export function GuidePanel({ guide, id, lit, jump }: GuidePanelProps) {
  const t = useTranslations('credentialForm');
  const [open, setOpen] = useState(false);
  // The guide goes to the section once it is unfolded.
  const [goTo, setGoTo] = useState<GuideJump | null>(null);
  useEffect(() => {
    if (!jump) return;
    setOpen(true);
    setGoTo(jump);
  }, [jump]);
  return (
    <section
      aria-label={t('guide.label')}
      className="border-t border-line bg-sunken px-3 py-3 lg:row-span-2 lg:overflow-y-auto lg:border-t-0 lg:border-l lg:px-4 lg:py-6"
    >
      <h2 className="hidden px-3 pb-2 text-sm font-semibold lg:block">{t('guide.title')}</h2>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className="flex min-h-11 w-full items-center justify-between rounded-control px-3 text-sm font-medium lg:hidden"
      >
        {t('guide.title')}
        <ChevronDown aria-hidden="true" className={`size-4 ${open ? 'rotate-180' : ''}`} />
      </button>
      <div id={id} className={open ? '' : 'hidden lg:block'}>
        <Guide guide={guide} idPrefix={id} lit={lit} jump={goTo} />
      </div>
    </section>
  );
}
