'use client';
/** The foot of a form that is proven at Meta: what Save will do, what it is doing, or why it did not succeed. */
import { useTranslations } from 'use-intl';
import type { GuideSection } from '../../../lib/connector/guide.ts';
import { Button } from '../../ui/button.tsx';
import { CheckSteps } from './check-steps.tsx';
import { FailureBanner } from './failure-banner.tsx';
import type { ProvenForm } from './use-proven-form.ts';
import type { SavePhase } from './use-save.ts';

export interface SaveFootProps {
  proven: ProvenForm;
  /** What is told of the save, where that is less than the form knows. */
  phase?: SavePhase;
  sections: GuideSection[];
  /** What Save will do, in a few words. */
  promise: string;
  /** Left out where no guide stands beside the form. */
  onHelp?: (section: string) => void;
  onTryAgain: () => void;
  /** Left out where nothing is saved without having been proven. */
  onUnchecked?: () => void;
  onCancel: () => void;
}

/** Tells the steps once each, politely; failures are told by the banner, at once. */
function Announcer({ phase }: { phase: SavePhase }) {
  const t = useTranslations('credentialProof');
  return (
    <div role="log" aria-label={t('progress')} className="sr-only">
      {phase.kind === 'checking' && (
        <>
          <p>{t('checkingWithMeta')}</p>
          {phase.steps.map((step) => (
            <p key={step.id}>
              {t(`announced.${step.outcome}`, { step: t(`steps.${step.id}`) })}
              {step.code === 'ok' ? '' : ` ${step.message}`}
            </p>
          ))}
          {phase.slow && <p>{t('slow')}</p>}
        </>
      )}
      {phase.kind === 'editing' && phase.stopped && <p>{t('stopped')}</p>}
    </div>
  );
}

/** Its buttons stand where Save and its Cancel stood: a second press of Save must not stop what the first began. */
function Checking({ phase, proven }: { phase: SavePhase & { kind: 'checking' }; proven: ProvenForm }) {
  const t = useTranslations('credentialProof');
  return (
    <div className="flex flex-col gap-4">
      <CheckSteps steps={phase.steps} running />
      <div className="flex items-center justify-end gap-2">
        <p className="mr-auto text-sm text-muted">{phase.slow ? t('slow') : t('checkingWithMetaNow')}</p>
        <Button onClick={proven.stop}>{t('cancel')}</Button>
        <Button ref={proven.checkingButton} variant="primary" aria-disabled className="min-w-24">
          {t('checking')}
        </Button>
      </div>
    </div>
  );
}

export function SaveFoot(props: SaveFootProps) {
  const t = useTranslations('credentialProof');
  const { proven, phase = proven.phase, onCancel } = props;
  const saved = phase.kind === 'saved';
  return (
    <>
      <Announcer phase={phase} />
      {phase.kind === 'checking' ? (
        <Checking phase={phase} proven={proven} />
      ) : (
        <div className="flex flex-col gap-4">
          {phase.kind === 'editing' && phase.failure && (
            <FailureBanner {...props} id={proven.bannerId} failure={phase.failure} />
          )}
          <div className="flex items-center justify-end gap-2">
            <p className="mr-auto text-sm text-muted">
              {phase.kind === 'editing' && phase.stopped ? t('stopped') : props.promise}
            </p>
            <Button onClick={onCancel} disabled={saved}>
              {t('cancel')}
            </Button>
            <Button
              ref={proven.saveButton}
              type="submit"
              form={`${proven.id}-form`}
              variant="primary"
              disabled={saved}
              className="min-w-24"
            >
              {saved ? t('saved') : t('save')}
            </Button>
          </div>
        </div>
      )}
    </>
  );
}

/** The foot in the overlay: always in view. */
export function OverlayFoot(props: SaveFootProps) {
  return (
    <div className="max-h-[55dvh] overflow-y-auto border-t border-line bg-raised px-6 py-4 lg:col-start-1 lg:row-start-3">
      <SaveFoot {...props} />
    </div>
  );
}
