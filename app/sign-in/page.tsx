import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { homePath } from '../../components/access/home-path.ts';
import { SignInForm } from '../../components/access/sign-in-form.tsx';
import { DemoBand } from '../../components/frame/demo-band.tsx';
import { CenteredPage } from '../../components/ui/centered-page.tsx';
import { GiveWords } from '../../components/words/give-words.tsx';
import { currentPerson } from '../../lib/access/current.ts';
import { anyPersonExists } from '../../lib/access/people/person-store.ts';
import { demoAccount } from '../../lib/env.ts';
import { words } from '../../lib/words/words.ts';

export const generateMetadata = (): Metadata => ({ title: words('app')('titles.signIn') });

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { next } = await searchParams;
  const home = homePath(typeof next === 'string' ? next : undefined);
  if (await currentPerson()) redirect(home);
  if (!(await anyPersonExists())) redirect('/setup');
  const demo = demoAccount();
  const t = words('app');
  return (
    <>
      {demo ? <DemoBand /> : null}
      <CenteredPage title={t('signIn.title')} lead={demo ? t('signIn.demo') : t('signIn.text')}>
        <GiveWords rooms={['problem', 'signIn']}>
          <SignInForm next={home} start={demo ?? undefined} />
        </GiveWords>
      </CenteredPage>
    </>
  );
}
