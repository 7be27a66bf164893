'use client';
/** For a data resource whose credential was deleted: says so, and gives it another one. */
import type { ResourceView } from '../../lib/resource/view.ts';
import { Button } from '../ui/button.tsx';
import { useLazyDialog } from '../ui/use-lazy-dialog.ts';

export type DetachedResource = Pick<ResourceView, 'id' | 'kind' | 'name' | 'connector' | 'version'>;

const load = () => import('./choose-credential-dialog.tsx').then((module) => module.ChooseCredentialDialog);

export function ChooseCredential({ resource }: { resource: DetachedResource }) {
  const { Dialog, opener, problem, open, close } = useLazyDialog(load);
  return (
    <div className="flex min-w-0 flex-col items-start gap-1.5">
      <p className="text-[13px] text-invalid">No credential: the one it had was deleted</p>
      <Button ref={opener} onClick={open} aria-haspopup="dialog">
        Choose a credential<span className="sr-only"> for {resource.name}</span>
      </Button>
      <p role="status" className="text-[13px] text-invalid empty:absolute">
        {problem}
      </p>
      {Dialog && <Dialog resource={resource} onClose={close} />}
    </div>
  );
}
