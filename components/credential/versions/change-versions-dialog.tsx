'use client';
/** Many credentials, one API Version: chosen here, proven one by one, told row by row. */
import { Dialog } from '@base-ui/react/dialog';
import { useRouter } from 'next/navigation';
import { type ReactNode, useId } from 'react';
import { useTranslations } from 'use-intl';
import { knownVersions } from '../../../lib/graph/versions.ts';
import { Button } from '../../ui/button.tsx';
import { Field, fieldIds } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useVersionChanges, type VersionChanges } from './use-version-changes.ts';
import { useVersionChoice, type VersionChoice } from './use-version-choice.ts';
import { VersionRow } from './version-row.tsx';

interface PartProps {
  choice: VersionChoice;
  changes: VersionChanges;
}

function Frame({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  const t = useTranslations('credentialVersions');
  return (
    <Dialog.Root open disablePointerDismissal onOpenChange={(stays) => !stays && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/40" />
        <Dialog.Popup className="fixed inset-0 z-40 flex flex-col bg-raised shadow-overlay sm:inset-x-[max(24px,calc(50vw-320px))] sm:inset-y-6 sm:overflow-hidden sm:rounded-card sm:border sm:border-line">
          <header className="border-b border-line px-6 py-4">
            <Dialog.Title className="text-base font-semibold">{t('title')}</Dialog.Title>
            <Dialog.Description className="text-sm text-muted">{t('text')}</Dialog.Description>
          </header>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function NewVersion({ choice: { version, setVersion, error }, changes: { running } }: PartProps) {
  const t = useTranslations('credentialVersions');
  const id = useId();
  return (
    <>
      <Field id={id} label={t('version')} error={error}>
        <input
          {...fieldIds(id, { error })}
          value={version}
          disabled={running}
          onChange={({ target }) => setVersion(target.value)}
          list={`${id}-list`}
          autoComplete="off"
          spellCheck={false}
          className="field-control w-40 tabular-nums"
        />
      </Field>
      <datalist id={`${id}-list`}>
        {knownVersions.toReversed().map(({ version: known }) => (
          <option key={known} value={known} />
        ))}
      </datalist>
    </>
  );
}

/** The credentials to choose from, or why there are none to see. */
function Credentials({ choice, changes }: PartProps) {
  const t = useTranslations('credentialVersions');
  const { tiles, problem, progress, running, load } = changes;
  const { usable, chosen, choose } = choice;
  if (problem) {
    return (
      <Notice tone="problem" title={t('notListed')}>
        <p>{problem}</p>
        <Button onClick={load} className="mt-2">
          {t('again')}
        </Button>
      </Notice>
    );
  }
  if (!tiles) return <Skeleton className="h-40" />;
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 font-medium">
        {t.rich('credentials', {
          chosen: chosen.size,
          count: (chunks) => <span className="font-normal text-muted">{chunks}</span>,
        })}
      </legend>
      {usable.length === 0 && <p className="text-muted">{t('none')}</p>}
      <ul className="divide-y divide-line">
        {usable.map((tile) => (
          <VersionRow
            key={tile.id}
            tile={tile}
            chosen={chosen.has(tile.id)}
            progress={progress.get(tile.id)}
            busy={running}
            onChoose={(add) => choose(tile.id, add)}
          />
        ))}
      </ul>
    </fieldset>
  );
}

/** How the changes went, as the summary's values. */
function summaryOf({ progress }: VersionChanges) {
  const all = [...progress.values()];
  const count = (kind: (typeof all)[number]['kind']) => all.filter((each) => each.kind === kind).length;
  return { changed: count('changed'), failed: count('failed'), stopped: count('stopped') };
}

function Foot({ choice, changes, onClose }: PartProps & { onClose: () => void }) {
  const t = useTranslations('credentialVersions');
  const { tiles, progress, running, start } = changes;
  const { wanted, decide } = choice;
  const done = progress.size > 0 && !running;
  const go = () => {
    const version = decide();
    if (version) void start(wanted, version);
  };
  return (
    <footer className="flex flex-wrap items-center justify-end gap-2 border-t border-line px-6 py-4">
      <p role="status" className="mr-auto text-muted">
        {running ? t('checking') : done ? t('summary', summaryOf(changes)) : ''}
      </p>
      <Button onClick={onClose}>{t(running ? 'stop' : done ? 'close' : 'cancel')}</Button>
      {!done && (
        <Button variant="primary" onClick={go} disabled={running || !tiles}>
          {t('change', { count: wanted.length })}
        </Button>
      )}
    </footer>
  );
}

export function ChangeVersionsDialog({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const changes = useVersionChanges();
  const choice = useVersionChoice(changes.tiles);
  const close = () => {
    if (changes.running) return changes.stop();
    if (changes.progress.size > 0) router.refresh();
    onClose();
  };
  return (
    <Frame onClose={close}>
      <div className="flex min-h-0 flex-1 flex-col gap-5 overflow-y-auto px-6 py-5">
        <NewVersion choice={choice} changes={changes} />
        <Credentials choice={choice} changes={changes} />
      </div>
      <Foot choice={choice} changes={changes} onClose={close} />
    </Frame>
  );
}
