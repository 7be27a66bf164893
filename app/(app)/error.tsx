'use client';

import { useTranslations } from 'use-intl';
import { Button } from '../../components/ui/button.tsx';
import { Notice } from '../../components/ui/notice.tsx';

/** A page that failed, inside the frame: the way to everything else stays. */
export default function PageError({ retry }: { retry: () => void }) {
  const t = useTranslations('ui');
  return (
    <Notice tone="problem" title={t('failed.title')} className="max-w-[65ch]">
      <p>{t('failed.text')}</p>
      <Button onClick={retry} className="mt-3">
        {t('failed.again')}
      </Button>
    </Notice>
  );
}
