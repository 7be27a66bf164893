'use client';
/** Asks before something that can't be taken back, on top of the overlay. */
import { AlertDialog } from '@base-ui/react/alert-dialog';
import { type ReactNode, useRef } from 'react';
import { Button } from '../button.tsx';

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
    <AlertDialog.Root open={open} onOpenChange={(stays) => !stays && onAnswer(false)}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop forceRender className="fixed inset-0 z-50 bg-black/40" />
        <AlertDialog.Popup
          initialFocus={back}
          className="fixed top-1/2 left-1/2 z-50 flex max-h-[92dvh] w-[420px] max-w-[calc(100vw-32px)] -translate-1/2 flex-col gap-4 overflow-y-auto rounded-card border border-line bg-raised p-5 shadow-overlay"
        >
          <div className="flex flex-col gap-2">
            <AlertDialog.Title className="text-base font-semibold">{title}</AlertDialog.Title>
            <AlertDialog.Description className="leading-relaxed text-muted">
              {children}
            </AlertDialog.Description>
          </div>
          {details}
          <div className="flex flex-wrap justify-end gap-2">
            <Button ref={back} onClick={() => onAnswer(false)}>
              {no}
            </Button>
            <Button variant={danger ? 'danger' : 'primary'} onClick={() => onAnswer(true)}>
              {yes}
            </Button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
