'use client';
/** For a data resource whose credential was deleted: says so, and gives it another one. */
import { type ComponentType, useRef, useState } from 'react';
import type { ResourceView } from '../../lib/resource/view.ts';
import { Button } from '../ui/button.tsx';
import type { ChooseCredentialDialogProps } from './choose-credential-dialog.tsx';

export type DetachedResource = Pick<ResourceView, 'id' | 'kind' | 'name' | 'connector' | 'version'>;

export function ChooseCredential({ resource }: { resource: DetachedResource }) {
  const button = useRef<HTMLButtonElement>(null);
  const [Dialog, setDialog] = useState<ComponentType<ChooseCredentialDialogProps> | null>(null);
  const [problem, setProblem] = useState('');
  const open = async () => {
    try {
      const { ChooseCredentialDialog } = await import('./choose-credential-dialog.tsx');
      setDialog(() => ChooseCredentialDialog);
      setProblem('');
    } catch {
      setProblem('This could not be loaded. Check your connection and press again.');
    }
  };
  return (
    <div className="flex min-w-0 flex-col items-start gap-1.5">
      <p className="text-[13px] text-invalid">No credential: the one it had was deleted</p>
      <Button ref={button} onClick={open} aria-haspopup="dialog">
        Choose a credential<span className="sr-only"> for {resource.name}</span>
      </Button>
      <p role="status" className="text-[13px] text-invalid empty:absolute">
        {problem}
      </p>
      {Dialog && (
        <Dialog
          resource={resource}
          onClose={() => {
            setDialog(null);
            button.current?.focus();
          }}
        />
      )}
    </div>
  );
}
