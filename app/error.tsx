'use client';

import { useTranslations } from 'use-intl';
import { Button } from '../components/ui/button.tsx';
import { CenteredPage } from '../components/ui/centered-page.tsx';

export default function ErrorPage({ retry }: { retry: () => void }) {
  const t = useTranslations('ui');
  return (
    <CenteredPage title={t('failed.title')} lead={t('failed.text')}>
      <Button variant="primary" onClick={retry}>
        {t('failed.again')}
      </Button>
    </CenteredPage>
  );
}
