'use client';
/** The way to another API Version for many credentials at once. */
import { useTranslations } from 'use-intl';
import { Button } from '../../ui/button.tsx';
import { useLazyDialog } from '../../ui/dialog/use-lazy-dialog.ts';

const load = () => import('./change-versions-dialog.tsx').then((module) => module.ChangeVersionsDialog);

export function ChangeVersions() {
  const t = useTranslations('credentialVersions');
  const { Dialog, opener, problem, open, close } = useLazyDialog(load);
  return (
    <>
      <Button ref={opener} onClick={open} aria-haspopup="dialog">
        {t('open')}
      </Button>
      <p role="status" className="text-[13px] text-invalid empty:absolute">
        {problem}
      </p>
      {Dialog && <Dialog onClose={close} />}
    </>
  );
}
