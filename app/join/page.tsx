import type { Metadata } from 'next';
import { JoinForm } from '../../components/access/join-form.tsx';
import { CenteredPage } from '../../components/ui/centered-page.tsx';

export const metadata: Metadata = { title: 'Join' };

export default function JoinPage() {
  return (
    <CenteredPage
      title="Join Flowkeep"
      lead="You were invited. Choose a name that colleagues know you by, and a password."
    >
      <JoinForm />
    </CenteredPage>
  );
}
