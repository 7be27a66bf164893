'use client';
/** Why a save did not succeed, who can change that, and the ways on. */
import type { GuideSection } from '../../../lib/connector/guide.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { CheckSteps } from './check-steps.tsx';
import { detailsText, type SaveFailure } from './save-failure.ts';
import { SignInAgain } from './sign-in-again.tsx';

interface FailureBannerProps {
  id: string;
  failure: SaveFailure;
  sections: GuideSection[];
  onHelp?: (section: string) => void;
  onTryAgain: () => void;
  onUnchecked?: () => void;
}

function Details({ failure }: { failure: SaveFailure }) {
  const { report, requestId } = failure;
  if (!report && !requestId) return null;
  const text = detailsText(failure);
  return (
    <details className="mt-2">
      <summary className="w-fit rounded-sm text-muted">Details</summary>
      <div className="mt-2 flex max-h-48 flex-col gap-3 overflow-y-auto">
        {report && <CheckSteps steps={report.steps} running={false} />}
        <pre className="font-mono text-xs break-words whitespace-pre-wrap">{text}</pre>
        <span>
          <CopyButton text={text}>Copy details</CopyButton>
        </span>
      </div>
    </details>
  );
}

export function FailureBanner({
  id,
  failure,
  sections,
  onHelp,
  onTryAgain,
  onUnchecked,
}: FailureBannerProps) {
  const section = onHelp && sections.find((candidate) => candidate.id === failure.section);
  const unchecked = failure.offerUnchecked ? onUnchecked : undefined;
  return (
    <Notice tone="problem" title={failure.title} id={id}>
      <p>{failure.text}</p>
      {(section || failure.tryAgain || unchecked) && (
        <p className="mt-2 flex flex-wrap items-center gap-2">
          {failure.tryAgain && <Button onClick={onTryAgain}>Try again</Button>}
          {unchecked && (
            <Button variant="quiet" onClick={unchecked}>
              Save without checking
            </Button>
          )}
          {section && (
            <button
              type="button"
              onClick={() => onHelp?.(section.id)}
              className="rounded-sm text-accent underline underline-offset-2"
            >
              How to: {section.title}
            </button>
          )}
        </p>
      )}
      {failure.signIn && <SignInAgain onSignedIn={onTryAgain} />}
      <Details failure={failure} />
    </Notice>
  );
}
