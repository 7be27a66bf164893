import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { homePath } from '../../components/access/home-path.ts';
import { SignInForm } from '../../components/access/sign-in-form.tsx';
import { DemoBand } from '../../components/frame/demo-band.tsx';
import { CenteredPage } from '../../components/ui/centered-page.tsx';
import { currentPerson } from '../../lib/access/current.ts';
import { anyPersonExists } from '../../lib/access/people/person-store.ts';
import { demoAccount } from '../../lib/env.ts';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { next } = await searchParams;
  const home = homePath(typeof next === 'string' ? next : undefined);
  if (await currentPerson()) redirect(home);
  if (!(await anyPersonExists())) redirect('/setup');
  const demo = demoAccount();
  return (
    <>
      {demo ? <DemoBand /> : null}
      <CenteredPage
        title="Sign in"
        lead={
          demo
            ? 'The account of this demonstration is filled in already.'
            : 'With the account that an admin made for you.'
        }
      >
        <SignInForm next={home} start={demo ?? undefined} />
      </CenteredPage>
    </>
  );
}
