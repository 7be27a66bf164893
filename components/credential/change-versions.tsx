'use client';
/** The way to another API Version for many credentials at once; its dialog is fetched when it is about to be opened. */
import { type ComponentType, useRef, useState } from 'react';
import { Button } from '../ui/button.tsx';

type DialogProps = { onClose: () => void };

export function ChangeVersions() {
  const button = useRef<HTMLButtonElement>(null);
  const [Dialog, setDialog] = useState<ComponentType<DialogProps> | null>(null);
  const [problem, setProblem] = useState('');
  const open = async () => {
    try {
      const { ChangeVersionsDialog } = await import('./change-versions-dialog.tsx');
      setDialog(() => ChangeVersionsDialog);
      setProblem('');
    } catch {
      setProblem('This could not be loaded. Check your connection and press again.');
    }
  };
  return (
    <>
      <Button ref={button} onClick={open} aria-haspopup="dialog">
        Change API Version…
      </Button>
      <p role="status" className="text-[13px] text-invalid empty:absolute">
        {problem}
      </p>
      {Dialog && (
        <Dialog
          onClose={() => {
            setDialog(null);
            button.current?.focus();
          }}
        />
      )}
    </>
  );
}
