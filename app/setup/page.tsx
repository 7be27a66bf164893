import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { SetupForm } from '../../components/access/setup-form.tsx';
import { CenteredPage } from '../../components/ui/centered-page.tsx';
import { GiveWords } from '../../components/words/give-words.tsx';
import { anyPersonExists } from '../../lib/access/people/person-store.ts';
import { words } from '../../lib/words/words.ts';

export const generateMetadata = (): Metadata => ({ title: words('app')('titles.setup') });

export default async function SetupPage() {
  if (await anyPersonExists()) redirect('/sign-in');
  const t = words('app');
  return (
    <CenteredPage title={t('setup.title')} lead={t('setup.text')}>
      <GiveWords rooms={['problem', 'signIn']}>
        <SetupForm />
      </GiveWords>
    </CenteredPage>
  );
}
