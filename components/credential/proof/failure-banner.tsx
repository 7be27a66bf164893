'use client';
/** Why a save did not succeed, who can change that, and the ways on. */
import { useTranslations } from 'use-intl';
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
  const t = useTranslations('credentialProof');
  const { report, requestId } = failure;
  if (!report && !requestId) return null;
  const text = detailsText(t, failure);
  return (
    <details className="mt-2">
      <summary className="w-fit rounded-sm text-muted">{t('details')}</summary>
      <div className="mt-2 flex max-h-48 flex-col gap-3 overflow-y-auto">
        {report && <CheckSteps steps={report.steps} running={false} />}
        <pre className="font-mono text-xs break-words whitespace-pre-wrap">{text}</pre>
        <span>
          <CopyButton text={text}>{t('copyDetails')}</CopyButton>
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
  const t = useTranslations('credentialProof');
  const section = onHelp && sections.find((candidate) => candidate.id === failure.section);
  const unchecked = failure.offerUnchecked ? onUnchecked : undefined;
  return (
    <Notice tone="problem" title={failure.title} id={id}>
      <p>{failure.text}</p>
      {(section || failure.tryAgain || unchecked) && (
        <p className="mt-2 flex flex-wrap items-center gap-2">
          {failure.tryAgain && <Button onClick={onTryAgain}>{t('tryAgain')}</Button>}
          {unchecked && (
            <Button variant="quiet" onClick={unchecked}>
              {t('unchecked')}
            </Button>
          )}
          {section && (
            <button
              type="button"
              onClick={() => onHelp?.(section.id)}
              className="rounded-sm text-accent underline underline-offset-2"
            >
              {t('howTo', { section: section.title })}
            </button>
          )}
        </p>
      )}
      {failure.signIn && <SignInAgain onSignedIn={onTryAgain} />}
      <Details failure={failure} />
    </Notice>
  );
}
