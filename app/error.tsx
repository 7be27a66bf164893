'use client';

import { Button } from '../components/ui/button.tsx';
import { CenteredPage } from '../components/ui/centered-page.tsx';

export default function ErrorPage({ retry }: { retry: () => void }) {
  return (
    <CenteredPage
      title="This page could not be shown"
      lead="Something failed in Flowkeep, not on your side. Nothing was changed or lost. If it stays, an operator finds the cause in the log."
    >
      <Button variant="primary" onClick={retry}>
        Try again
      </Button>
    </CenteredPage>
  );
}
