'use client';
/** A question in the middle of the screen, above everything, that waits for an answer. */
import { AlertDialog } from '@base-ui/react/alert-dialog';
import type { ReactNode, RefObject } from 'react';

interface AlertFrameProps {
  open: boolean;
  /** Escape, which is an answer too. */
  onClose: () => void;
  initialFocus?: RefObject<HTMLElement | null>;
  /** Whether it may be asked above another dialog, which it darkens as well. */
  nested?: boolean;
  /** Its width, and how its parts stand. */
  className: string;
  children: ReactNode;
}

export function AlertFrame({ open, onClose, initialFocus, nested, className, children }: AlertFrameProps) {
  return (
    <AlertDialog.Root open={open} onOpenChange={(stays) => !stays && onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop
          forceRender={nested}
          className={`fixed inset-0 bg-black/40 ${nested ? 'z-50' : 'z-40'}`}
        />
        <AlertDialog.Popup
          initialFocus={initialFocus}
          className={`fixed top-1/2 left-1/2 z-50 max-w-[calc(100vw-32px)] -translate-1/2 rounded-card border border-line bg-raised p-5 shadow-overlay ${className}`}
        >
          {children}
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}

/** What is asked, and what follows from it. */
export function AlertText({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-2">
      <AlertDialog.Title className="text-base font-semibold wrap-anywhere">{title}</AlertDialog.Title>
      <AlertDialog.Description className="leading-relaxed text-muted">{children}</AlertDialog.Description>
    </div>
  );
}
