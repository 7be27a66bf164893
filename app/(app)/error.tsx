'use client';

import { Button } from '../../components/ui/button.tsx';
import { Notice } from '../../components/ui/notice.tsx';

/** A page that failed, inside the frame: the way to everything else stays. */
export default function PageError({ retry }: { retry: () => void }) {
  return (
    <Notice tone="problem" title="This page could not be shown" className="max-w-[65ch]">
      <p>
        Something failed in Flowkeep, not on your side. Nothing was changed or lost. If it stays, an operator
        finds the cause in the log.
      </p>
      <Button onClick={retry} className="mt-3">
        Try again
      </Button>
    </Notice>
  );
}
