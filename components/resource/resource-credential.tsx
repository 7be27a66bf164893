'use client';
/** The credential of a data resource in a list; where it was deleted, says so and lets people choose another. */
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState, useTransition } from 'react';
import { useTranslations } from 'use-intl';
import type { ResourceView } from '../../lib/resource/view.ts';
import { Button } from '../ui/button.tsx';
import { useLazyDialog } from '../ui/dialog/use-lazy-dialog.ts';
import { StatusBadge } from '../ui/status-badge.tsx';
import { forScreenReaders } from '../words/rich.tsx';
import type { ChangedResource } from './choose-credential-dialog.tsx';

const load = () => import('./choose-credential-dialog.tsx').then((module) => module.ChooseCredentialDialog);

function UsedCredential({ credential }: { credential: NonNullable<ResourceView['credential']> }) {
  const { id, name, status } = credential;
  return (
    <>
      <Link
        href={`/credentials/${id}`}
        className="block truncate underline-offset-2 hover:underline"
        title={name}
      >
        {name}
      </Link>
      <StatusBadge status={status} />
    </>
  );
}

interface ResourceCredentialProps {
  resource: ChangedResource;
  credential: ResourceView['credential'];
  /** Whether it can be changed here, too; a list only offers what is missing. */
  withChange?: boolean;
}

export function ResourceCredential({ resource, credential, withChange = false }: ResourceCredentialProps) {
  const t = useTranslations('resource');
  const router = useRouter();
  const cell = useRef<HTMLDivElement>(null);
  const asked = useRef(false);
  const { Dialog, opener, problem, open, close } = useLazyDialog(load);
  const [told, setTold] = useState('');
  const [refreshing, startRefresh] = useTransition();

  // The button that had the focus may have become the credential's name.
  useEffect(() => {
    if (refreshing || !asked.current) return;
    asked.current = false;
    cell.current?.querySelector<HTMLElement>('a, button')?.focus();
  }, [refreshing]);

  const onChanged = (sentence: string) => {
    close();
    setTold(sentence);
    asked.current = true;
    startRefresh(() => router.refresh());
  };
  return (
    <div ref={cell} className="min-w-0">
      {credential ? (
        <div className="flex flex-wrap items-center justify-between gap-3">
          <div className="min-w-0">
            <UsedCredential credential={credential} />
          </div>
          {withChange && (
            <Button ref={opener} onClick={open} aria-haspopup="dialog">
              {t.rich('credential.useAnother', { more: forScreenReaders })}
            </Button>
          )}
        </div>
      ) : (
        <div className="flex flex-col items-start gap-1.5">
          <p className="text-[13px] text-invalid">{t('credential.gone')}</p>
          <Button ref={opener} onClick={open} aria-haspopup="dialog">
            {t.rich('credential.choose', { name: resource.name, more: forScreenReaders })}
          </Button>
        </div>
      )}
      <p role="status" className="text-[13px] text-muted not-empty:mt-1">
        {problem || told}
      </p>
      {Dialog && <Dialog resource={resource} onChanged={onChanged} onClose={close} />}
    </div>
  );
}
