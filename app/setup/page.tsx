import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { SetupForm } from '../../components/access/setup-form.tsx';
import { CenteredPage } from '../../components/ui/centered-page.tsx';
import { anyPersonExists } from '../../lib/access/people/person-store.ts';

export const metadata: Metadata = { title: 'Set up' };

export default async function SetupPage() {
  if (await anyPersonExists()) redirect('/sign-in');
  return (
    <CenteredPage
      title="Set up Flowkeep"
      lead="You become the first admin. The one-time code shows that you are the person who started this Flowkeep."
    >
      <SetupForm />
    </CenteredPage>
  );
}
