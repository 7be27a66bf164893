import type { Metadata } from 'next';
import { JoinForm } from '../../components/access/join-form.tsx';
import { CenteredPage } from '../../components/ui/centered-page.tsx';
import { GiveWords } from '../../components/words/give-words.tsx';
import { words } from '../../lib/words/words.ts';

export const generateMetadata = (): Metadata => ({ title: words('app')('titles.join') });

export default function JoinPage() {
  const t = words('app');
  return (
    <CenteredPage title={t('join.title')} lead={t('join.text')}>
      <GiveWords rooms={['problem', 'signIn']}>
        <JoinForm />
      </GiveWords>
    </CenteredPage>
  );
}
