'use client';
/** The tile Add Credential: fetches the overlay when somebody is about to press it, and shows what it brought. */
import { useRouter } from 'next/navigation';
import { type ComponentType, useEffect, useRef, useState, useTransition } from 'react';
import type { Tile } from '../../../lib/credential/look/tile.ts';
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

export function AddTile({ connector, suggestedName, listHref, onAdded }: AddTileProps) {
  const router = useRouter();
  const [Overlay, setOverlay] = useState<Overlay | null>(null);
  const [open, setOpen] = useState(false);
  const [message, setMessage] = useState('');
  const [navigating, startNavigation] = useTransition();
  const added = useRef<Tile | null>(null);
  const newElement = () => document.getElementById(`credential-${added.current?.id}`);

  const show = async () => {
    setMessage('Opening the form…');
    try {
      const loaded = await fetchOverlay();
      added.current = null;
      setOverlay(() => loaded);
      setOpen(true);
      setMessage('');
    } catch {
      setMessage('The form could not be loaded. Check your connection and press again.');
    }
  };

  const onSaved = (tile: Tile) => {
    added.current = tile;
    startNavigation(() => router.replace(`${listHref}credential=${tile.id}`, { scroll: false }));
  };

  // The overlay stays until the page shows the new tile, so that the focus can go straight to it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when a navigation has ended, and only then
  useEffect(() => {
    const tile = added.current;
    if (navigating || !tile || !open) return;
    const element = newElement();
    if (element instanceof HTMLInputElement) element.checked = true;
    if (element) reveal(element);
    setOpen(false);
    const chosen = element instanceof HTMLInputElement ? ' and selected' : '';
    const [same] = tile.sameTokenAs;
    const notes = [
      tile.status === 'unchecked' ? 'Not checked yet.' : '',
      same ? `It has the same token as ${same.name}.` : '',
    ];
    setMessage([`${tile.name} was added${chosen}.`, ...notes].filter(Boolean).join(' '));
    onAdded?.(tile);
  }, [navigating]);

  return (
    <div className="flex flex-col gap-2">
      <div className="relative flex flex-1 sm:min-h-48 flex-col items-start gap-2 rounded-card border border-dashed border-edge p-4 transition-colors duration-150 hover:border-accent hover:bg-accent-soft">
        <svg viewBox="0 0 20 20" className="size-5 text-accent" fill="none" aria-hidden="true">
          <path d="M10 3.5v13M3.5 10h13" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
        </svg>
        {/* The whole tile can be pressed; its name is the button's words and no more. */}
        <button
          type="button"
          onPointerEnter={prepare}
          onFocus={prepare}
          onClick={show}
          aria-haspopup="dialog"
          aria-describedby="add-credential-text"
          className="text-left font-semibold outline-none after:absolute after:inset-0 after:rounded-card focus-visible:after:outline-2 focus-visible:after:outline-offset-2 focus-visible:after:outline-accent"
        >
          Add Credential
        </button>
        <p id="add-credential-text" className="text-[13px] leading-5 text-muted">
          An access token and a WhatsApp Business Account ID from Meta
        </p>
      </div>
      <p role="status" className={message.startsWith('The form') ? 'text-[13px] text-invalid' : 'sr-only'}>
        {message}
      </p>
      {Overlay && (
        <Overlay
          connector={connector}
          suggestedName={suggestedName}
          open={open}
          onSaved={onSaved}
          onClose={() => setOpen(false)}
          onClosed={() => setOverlay(null)}
          finalFocus={newElement}
        />
      )}
    </div>
  );
}
