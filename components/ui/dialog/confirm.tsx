'use client';
/** Asks before something that can't be taken back, on top of the overlay. */
import { type ReactNode, useRef } from 'react';
import { Button } from '../button.tsx';
import { AlertFrame, AlertText } from './alert-frame.tsx';

interface ConfirmProps {
  open: boolean;
  title: string;
  children: ReactNode;
  /** The word for going on, and for going back. */
  yes: string;
  no: string;
  danger?: boolean;
  /** What is to be looked at or chosen before the answer. */
  details?: ReactNode;
  onAnswer: (yes: boolean) => void;
}

export function Confirm({ open, title, children, yes, no, danger = false, details, onAnswer }: ConfirmProps) {
  const back = useRef<HTMLButtonElement>(null);
  return (
    <AlertFrame
      open={open}
      onClose={() => onAnswer(false)}
      initialFocus={back}
      nested
      className="flex max-h-[92dvh] w-[420px] flex-col gap-4 overflow-y-auto"
    >
      <AlertText title={title}>{children}</AlertText>
      {details}
      <div className="flex flex-wrap justify-end gap-2">
        <Button ref={back} onClick={() => onAnswer(false)}>
          {no}
        </Button>
        <Button variant={danger ? 'danger' : 'primary'} onClick={() => onAnswer(true)}>
          {yes}
        </Button>
      </div>
    </AlertFrame>
  );
}
