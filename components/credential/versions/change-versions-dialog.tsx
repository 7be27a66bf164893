'use client';
/** Many credentials, one API Version: chosen here, proven one by one, told row by row. */
import { Dialog } from '@base-ui/react/dialog';
import { useRouter } from 'next/navigation';
import { useEffect, useId, useState } from 'react';
import type { Tile } from '../../../lib/credential/look/tile.ts';
import { apiVersionSchema } from '../../../lib/credential/schema.ts';
import {
  describeVersion,
  knownVersions,
  newestVersion,
  normaliseVersion,
} from '../../../lib/graph/versions.ts';
import { Button } from '../../ui/button.tsx';
import { Field, fieldIds } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { isUsable, versionWords } from '../tile/tile-words.ts';
import { type Progress, useVersionChanges } from './use-version-changes.ts';

const words: Record<Exclude<Progress['kind'], 'failed'>, { text: string; tone: string }> = {
  waiting: { text: 'Waiting', tone: 'text-muted' },
  checking: { text: 'Checking with Meta…', tone: 'text-muted' },
  changed: { text: 'Changed', tone: 'text-valid' },
  stopped: { text: 'Stopped, not changed', tone: 'text-muted' },
};

function State({ progress }: { progress: Progress | undefined }) {
  if (!progress) return null;
  const { text, tone } =
    progress.kind === 'failed'
      ? { text: `Not changed. ${progress.text}`, tone: 'text-invalid' }
      : words[progress.kind];
  return <span className={`block text-[13px] leading-relaxed wrap-anywhere ${tone}`}>{text}</span>;
}

/** Whether Meta answers as another version than the one asked for, or soon will. */
function isOld(tile: Tile, now: Date): boolean {
  const superseded = tile.servedVersion !== null && tile.servedVersion !== tile.apiVersion;
  return superseded || describeVersion(tile.apiVersion, now).state === 'expired';
}

interface RowProps {
  tile: Tile;
  chosen: boolean;
  progress: Progress | undefined;
  busy: boolean;
  onChoose: (chosen: boolean) => void;
}

function Row({ tile, chosen, progress, busy, onChoose }: RowProps) {
  return (
    <li className="py-2.5">
      <label className="grid grid-cols-[16px_1fr] items-start gap-x-3">
        <input
          type="checkbox"
          checked={chosen}
          disabled={busy}
          onChange={({ target }) => onChoose(target.checked)}
          className="mt-0.5 size-4 accent-accent"
        />
        <span className="min-w-0">
          <span className="wrap-anywhere">{tile.name}</span>{' '}
          <span className="text-[13px] whitespace-nowrap text-muted">{versionWords(tile)}</span>
          <State progress={progress} />
        </span>
      </label>
    </li>
  );
}

function summaryOf(progress: ReadonlyMap<string, Progress>): string {
  const all = [...progress.values()];
  const count = (kind: Progress['kind']) => all.filter((each) => each.kind === kind).length;
  const [changed, failed, stopped] = [count('changed'), count('failed'), count('stopped')];
  return [`${changed} changed`, failed && `${failed} not changed`, stopped && `${stopped} stopped`]
    .filter(Boolean)
    .join(', ');
}

export function ChangeVersionsDialog({ onClose }: { onClose: () => void }) {
  const id = useId();
  const router = useRouter();
  const [now] = useState(() => new Date());
  const { tiles, problem, progress, running, load, start, stop } = useVersionChanges();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [version, setVersion] = useState(newestVersion);
  const [error, setError] = useState<string>();
  const usable = (tiles ?? []).filter(isUsable);
  // biome-ignore lint/correctness/useExhaustiveDependencies: chosen once for the person, when the list has come
  useEffect(() => {
    setChosen(new Set(usable.filter((tile) => isOld(tile, now)).map((tile) => tile.id)));
  }, [tiles]);

  const wanted = usable.filter((tile) => chosen.has(tile.id) && tile.apiVersion !== version);
  const done = progress.size > 0 && !running;
  const go = () => {
    const parsed = apiVersionSchema.safeParse(normaliseVersion(version) ?? version);
    if (!parsed.success) return setError(parsed.error.issues[0]?.message);
    if (wanted.length === 0) return setError('Choose at least one credential that has another version now.');
    setError(undefined);
    setVersion(parsed.data);
    void start(wanted, parsed.data);
  };
  const close = () => {
    if (running) return stop();
    if (progress.size > 0) router.refresh();
    onClose();
  };
  const choose = (tileId: string, add: boolean) => {
    const next = new Set(chosen);
    if (add) next.add(tileId);
    else next.delete(tileId);
    setChosen(next);
  };

  return (
    <Dialog.Root open disablePointerDismissal onOpenChange={(stays) => !stays && close()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/40" />
        <Dialog.Popup className="fixed inset-0 z-40 flex flex-col bg-raised shadow-overlay sm:inset-x-[max(24px,calc(50vw-320px))] sm:inset-y-6 sm:overflow-hidden sm:rounded-card sm:border sm:border-line">
          <header className="border-b border-line px-6 py-4">
            <Dialog.Title className="text-base font-semibold">Change API Version</Dialog.Title>
            <Dialog.Description className="text-sm text-muted">
              Each credential is proven with the new version before it is changed. What Meta refuses stays as
              it is.
            </Dialog.Description>
          </header>
          <div className="flex min-h-0 flex-1 flex-col gap-5 overflow-y-auto px-6 py-5">
            <Field id={id} label="New API Version" error={error}>
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
            {!tiles && !problem && <Skeleton className="h-40" />}
            {problem && (
              <Notice tone="problem" title="The credentials could not be listed">
                <p>{problem}</p>
                <Button onClick={load} className="mt-2">
                  Try again
                </Button>
              </Notice>
            )}
            {tiles && (
              <fieldset className="min-w-0">
                <legend className="mb-1 font-medium">
                  Credentials <span className="font-normal text-muted">({chosen.size} chosen)</span>
                </legend>
                {usable.length === 0 && <p className="text-muted">There is none yet.</p>}
                <ul className="divide-y divide-line">
                  {usable.map((tile) => (
                    <Row
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
            )}
          </div>
          <footer className="flex flex-wrap items-center justify-end gap-2 border-t border-line px-6 py-4">
            <p role="status" className="mr-auto text-muted">
              {running ? 'Checking with Meta…' : done ? `${summaryOf(progress)}.` : ''}
            </p>
            <Button onClick={close}>{running ? 'Stop' : done ? 'Close' : 'Cancel'}</Button>
            {!done && (
              <Button variant="primary" onClick={go} disabled={running || !tiles}>
                Change {wanted.length || ''}
              </Button>
            )}
          </footer>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
