'use client';
/** The two questions that the overlay may ask. */
import { useTranslations } from 'use-intl';
import { Confirm } from '../../ui/dialog/confirm.tsx';

export type Question = 'discard' | 'unchecked';

interface OverlayQuestionsProps {
  asked: Question | null;
  onAnswer: (asked: Question, yes: boolean) => void;
}

export function OverlayQuestions({ asked, onAnswer }: OverlayQuestionsProps) {
  const t = useTranslations('credentialForm');
  return (
    <>
      <Confirm
        open={asked === 'discard'}
        title={t('add.discard.title')}
        yes={t('add.discard.yes')}
        no={t('add.discard.no')}
        danger
        onAnswer={(yes) => onAnswer('discard', yes)}
      >
        {t('add.discard.text')}
      </Confirm>
      <Confirm
        open={asked === 'unchecked'}
        title={t('add.unchecked.title')}
        yes={t('add.unchecked.yes')}
        no={t('add.unchecked.no')}
        onAnswer={(yes) => onAnswer('unchecked', yes)}
      >
        {t('add.unchecked.text')}
      </Confirm>
    </>
  );
}
