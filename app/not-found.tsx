import { ButtonLink } from '../components/ui/button.tsx';
import { CenteredPage } from '../components/ui/centered-page.tsx';
import { words } from '../lib/words/words.ts';

export default function NotFound() {
  const t = words('app');
  return (
    <CenteredPage title={t('notFound.title')} lead={t('notFound.text')}>
      <ButtonLink href="/sources" variant="primary">
        {t('notFound.home')}
      </ButtonLink>
    </CenteredPage>
  );
}
