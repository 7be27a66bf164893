'use client';
/** A button that opens a form in a dialog; what the form makes is shown in the same dialog, this once. */
import { Dialog } from '@base-ui/react/dialog';
import { useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { Button } from '../button.tsx';

interface MakeDialogProps<Made> {
  /** The words of the button and, while the form is filled in, of the dialog. */
  title: string;
  opener: string;
  madeTitle: string;
  form: (onMade: (made: Made) => void, onCancel: () => void) => ReactNode;
  result: (made: Made, onClose: () => void) => ReactNode;
}

export function MakeDialog<Made>({ title, opener, madeTitle, form, result }: MakeDialogProps<Made>) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<Made | null>(null);
  const close = () => {
    setOpen(false);
    setMade(null);
  };
  const onMade = (next: Made) => {
    setMade(next);
    router.refresh();
  };
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(stays) => (stays ? setOpen(true) : close())}
      disablePointerDismissal
    >
      <Dialog.Trigger render={<Button variant="primary" />}>{opener}</Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/40" />
        <Dialog.Popup className="fixed top-1/2 left-1/2 z-50 flex max-h-[92dvh] w-[480px] max-w-[calc(100vw-32px)] -translate-1/2 flex-col gap-4 overflow-y-auto rounded-card border border-line bg-raised p-5 shadow-overlay">
          <Dialog.Title className="text-base font-semibold">{made ? madeTitle : title}</Dialog.Title>
          {made ? result(made, close) : form(onMade, close)}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
