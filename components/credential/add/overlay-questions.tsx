'use client';
/** The two questions that the overlay may ask. */
import { Confirm } from '../../ui/dialog/confirm.tsx';

export type Question = 'discard' | 'unchecked';

interface OverlayQuestionsProps {
  asked: Question | null;
  onAnswer: (asked: Question, yes: boolean) => void;
}

export function OverlayQuestions({ asked, onAnswer }: OverlayQuestionsProps) {
  return (
    <>
      <Confirm
        open={asked === 'discard'}
        title="Discard what you entered?"
        yes="Discard"
        no="Keep editing"
        danger
        onAnswer={(yes) => onAnswer('discard', yes)}
      >
        The token and everything else in this form will be gone. Nothing was saved.
      </Confirm>
      <Confirm
        open={asked === 'unchecked'}
        title="Save without checking?"
        yes="Save without checking"
        no="Go back"
        onAnswer={(yes) => onAnswer('unchecked', yes)}
      >
        Flowkeep seals the credential and marks it Not checked. Until a check succeeds, nobody knows whether
        pipelines can use it. If Meta can be asked after all and refuses it, it is not saved.
      </Confirm>
    </>
  );
}
