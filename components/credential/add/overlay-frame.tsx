'use client';
/** The frame of Add New Credential: at the right side of wide screens, all of narrow ones. */
import { Dialog } from '@base-ui/react/dialog';
import type { KeyboardEvent, ReactNode } from 'react';

interface OverlayFrameProps {
  open: boolean;
  /** The person wants to leave; whether that closes it is not decided here. */
  onLeave: () => void;
  /** After it has left the page. */
  onClosed: () => void;
  initialFocus: () => HTMLElement | null;
  finalFocus: () => HTMLElement | null;
  onKeyDown: (event: KeyboardEvent) => void;
  children: ReactNode;
}

export function OverlayFrame(props: OverlayFrameProps) {
  return (
    <Dialog.Root
      open={props.open}
      disablePointerDismissal
      onOpenChange={(stays) => !stays && props.onLeave()}
      onOpenChangeComplete={(stays) => !stays && props.onClosed()}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/40 transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup
          initialFocus={(by) => (by === 'touch' ? true : props.initialFocus())}
          finalFocus={() => props.finalFocus() ?? true}
          onKeyDown={props.onKeyDown}
          className="fixed inset-0 z-40 flex flex-col bg-raised shadow-overlay transition-[opacity,translate] duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0 sm:inset-x-[max(24px,calc(50vw-320px))] sm:inset-y-6 sm:overflow-hidden sm:rounded-card sm:border sm:border-line lg:inset-y-0 lg:right-0 lg:left-auto lg:grid lg:w-[920px] lg:grid-cols-[520px_1fr] lg:grid-rows-[auto_1fr_auto] lg:rounded-r-none lg:border-y-0 lg:border-r-0 lg:data-ending-style:translate-x-6 lg:data-starting-style:translate-x-6"
        >
          {props.children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
