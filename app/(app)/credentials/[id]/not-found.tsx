import { ButtonLink } from '../../../../components/ui/button.tsx';
import { EmptyState } from '../../../../components/ui/empty-state.tsx';
import { words } from '../../../../lib/words/words.ts';

export default function CredentialNotFound() {
  const t = words('app');
  return (
    <EmptyState
      title={t('credentialNotFound.title')}
      action={<ButtonLink href="/credentials">{t('credentialNotFound.list')}</ButtonLink>}
    >
      {t('credentialNotFound.text')}
    </EmptyState>
  );
}
