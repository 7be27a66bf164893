'use client';
/** The tile Add Credential: fetches the overlay when somebody is about to press it, and shows what it brought. */
import { useRouter } from 'next/navigation';
import { type ComponentType, useEffect, useEffectEvent, useRef, useState, useTransition } from 'react';
import { useTranslations } from 'use-intl';
import type { Tile } from '../../../lib/credential/look/tile.ts';
import type { Words } from '../../../lib/words/words.ts';
import { useLazy } from '../../ui/dialog/use-lazy.ts';
import type { OverlayProps } from './add-credential-overlay.tsx';

interface AddTileProps {
  connector: { id: string; name: string };
  suggestedName: string;
  /** The first page of the unfiltered list; the new credential's id is added as `credential`. */
  listHref: string;
  onAdded?: (tile: Tile) => void;
}

type Overlay = ComponentType<OverlayProps>;

let fetched: Promise<Overlay> | null = null;
function fetchOverlay(): Promise<Overlay> {
  fetched ??= import('./add-credential-overlay.tsx').then((module) => module.AddCredentialOverlay);
  // A lost connection must not stay: the next try fetches again.
  fetched.catch(() => {
    fetched = null;
  });
  return fetched;
}

const prepare = () => void fetchOverlay().catch(() => {});

/** The tile on the page, for a moment larger in sight, so that people see where it came from. */
function reveal(element: HTMLElement): void {
  const tile = element.closest('label, article');
  tile?.scrollIntoView({ block: 'nearest' });
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  tile?.animate([{ opacity: 0, scale: 0.97 }, {}], { duration: 160, easing: 'ease-out' });
}

/** What is told once a credential was added. */
function addedText(t: Words<'credentialForm'>, tile: Tile, isChosen: boolean): string {
  const [same] = tile.sameTokenAs;
  const notes = [
    tile.status === 'unchecked' ? t('add.notChecked') : '',
    same ? t('add.sameToken', { name: same.name }) : '',
  ];
  const told = t(isChosen ? 'add.addedAndSelected' : 'add.added', { name: tile.name });
  return [told, ...notes].filter(Boolean).join(' ');
}

/** From the press on the tile to the new tile on the page. */
function useAddTile({ listHref, onAdded }: AddTileProps) {
  const t = useTranslations('credentialForm');
  const router = useRouter();
  const { Loaded: Overlay, fetch, drop } = useLazy(fetchOverlay);
  const [open, setOpen] = useState(false);
  const [message, setMessage] = useState({ text: '', failed: false });
  const tell = (text: string, failed = false) => setMessage({ text, failed });
  const [navigating, startNavigation] = useTransition();
  const added = useRef<Tile | null>(null);
  const newElement = () => document.getElementById(`credential-${added.current?.id}`);

  const show = async () => {
    tell(t('add.opening'));
    if (!(await fetch())) return tell(t('add.notLoaded'), true);
    tell('');
    added.current = null;
    setOpen(true);
  };
  const onSaved = (tile: Tile) => {
    added.current = tile;
    startNavigation(() => router.replace(`${listHref}credential=${tile.id}`, { scroll: false }));
  };

  // The overlay stays until the page shows the new tile, so that the focus can go straight to it.
  const handOver = useEffectEvent(() => {
    const tile = added.current;
    if (!tile || !open) return;
    const element = newElement();
    const isChosen = element instanceof HTMLInputElement;
    if (isChosen) element.checked = true;
    if (element) reveal(element);
    setOpen(false);
    tell(addedText(t, tile, isChosen));
    onAdded?.(tile);
  });
  useEffect(() => {
    if (!navigating) handOver();
  }, [navigating]);
  return { Overlay, open, message, newElement, show, onSaved, close: () => setOpen(false), drop };
}

/** The whole tile can be pressed; its name is the button's words and no more. */
function Face({ onPress }: { onPress: () => void }) {
  const t = useTranslations('credentialForm');
  return (
    <div className="relative flex flex-1 sm:min-h-48 flex-col items-start gap-2 rounded-card border border-dashed border-edge p-4 transition-colors duration-150 hover:border-accent hover:bg-accent-soft">
      <svg viewBox="0 0 20 20" className="size-5 text-accent" fill="none" aria-hidden="true">
        <path d="M10 3.5v13M3.5 10h13" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
      </svg>
      <button
        type="button"
        onPointerEnter={prepare}
        onFocus={prepare}
        onClick={onPress}
        aria-haspopup="dialog"
        aria-describedby="add-credential-text"
        className="text-left font-semibold outline-none after:absolute after:inset-0 after:rounded-card focus-visible:after:outline-2 focus-visible:after:outline-offset-2 focus-visible:after:outline-accent"
      >
        {t('add.tile')}
      </button>
      <p id="add-credential-text" className="text-[13px] leading-5 text-muted">
        {t('add.tileText')}
      </p>
    </div>
  );
}

export function AddTile(props: AddTileProps) {
  const { connector, suggestedName } = props;
  const { Overlay, open, message, newElement, show, onSaved, close, drop } = useAddTile(props);
  return (
    <div className="flex flex-col gap-2">
      <Face onPress={() => void show()} />
      <p role="status" className={message.failed ? 'text-[13px] text-invalid' : 'sr-only'}>
        {message.text}
      </p>
      {Overlay && (
        <Overlay
          connector={connector}
          suggestedName={suggestedName}
          open={open}
          onSaved={onSaved}
          onClose={close}
          onClosed={drop}
          finalFocus={newElement}
        />
      )}
    </div>
  );
}
