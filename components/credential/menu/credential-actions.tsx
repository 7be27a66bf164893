'use client';
/** The ⋯ of a credential: a light button that fetches its menu when somebody is about to open it. */
import { Ellipsis } from 'lucide-react';
import { type ComponentType, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { DeleteDialogProps } from '../delete/delete-dialog.tsx';
import { type CheckResult, useCheck } from '../proof/use-check.ts';
import type { ActionTile } from '../tile/action-tile.ts';
import type { CredentialMenuProps } from './credential-menu.tsx';

interface CredentialActionsProps {
  tile: ActionTile;
  isAdmin: boolean;
  /** Whom to ask, for those who are no admins. */
  admins: string[];
  /** Called once the credential is gone; the page says so and leads on. */
  afterDelete: (id: string) => void;
  className?: string;
  /** Where what is told stands: it takes a line of its own. */
  toldClass?: string;
}

const fetchMenu = () => import('./credential-menu.tsx').then((module) => module.CredentialMenu);
const fetchDialog = () => import('../delete/delete-dialog.tsx').then((module) => module.DeleteDialog);

const wrong = (text: string): CheckResult => ({ tone: 'text-invalid', text });

export function CredentialActions({
  tile,
  isAdmin,
  admins,
  afterDelete,
  className = '',
  toldClass = '',
}: CredentialActionsProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [Menu, setMenu] = useState<ComponentType<CredentialMenuProps> | null>(null);
  const [Dialog, setDialog] = useState<ComponentType<DeleteDialogProps> | null>(null);
  const [open, setOpen] = useState(false);
  const [ready, setReady] = useState(false);
  const [note, setNote] = useState<CheckResult | null>(null);
  const { checking, result, check } = useCheck(tile.id);
  // Until this script runs, a press would do nothing.
  useEffect(() => setReady(true), []);

  const show = async () => {
    try {
      const loaded = await fetchMenu();
      setMenu(() => loaded);
      setOpen(true);
      setNote(null);
    } catch {
      setNote(wrong('The menu could not be loaded. Check your connection and press again.'));
    }
  };
  const askToDelete = async () => {
    try {
      const loaded = await fetchDialog();
      setDialog(() => loaded);
    } catch {
      setNote(wrong('This could not be loaded. Check your connection and try again.'));
    }
  };
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(tile.id);
      setNote({ tone: 'text-muted', text: 'The reference was copied.' });
    } catch {
      // Without https, or without the permission, browsers do not let pages write to the clipboard.
      setNote({ tone: 'text-muted', text: `Copy the reference by hand: ${tile.id}` });
    }
  };
  const told = note ?? (checking ? { tone: 'text-muted', text: 'Checking with Meta…' } : result);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    void show();
  };

  return (
    <>
      <button
        ref={button}
        type="button"
        disabled={!ready}
        aria-label={`Actions for ${tile.name}`}
        aria-haspopup="menu"
        aria-expanded={open}
        onPointerEnter={() => void fetchMenu().catch(() => {})}
        onFocus={() => void fetchMenu().catch(() => {})}
        onClick={() => void show()}
        onKeyDown={onKeyDown}
        className={`grid size-9 shrink-0 place-items-center rounded-control text-muted hover:bg-sunken hover:text-ink aria-expanded:bg-sunken pointer-coarse:size-11 ${className}`}
      >
        <Ellipsis aria-hidden="true" className="size-5" />
      </button>
      {Menu && (
        <Menu
          tile={tile}
          anchor={button}
          open={open}
          onOpenChange={setOpen}
          isAdmin={isAdmin}
          admins={admins}
          onCheck={check}
          onCopy={copy}
          onDelete={askToDelete}
        />
      )}
      {Dialog && (
        <Dialog
          tile={tile}
          onClose={() => {
            setDialog(null);
            button.current?.focus();
          }}
          onDeleted={() => afterDelete(tile.id)}
        />
      )}
      <p
        role="status"
        className={`w-full text-[13px] leading-5 wrap-anywhere not-empty:pt-1.5 ${toldClass} ${told?.tone ?? ''}`}
      >
        {told?.text}
      </p>
    </>
  );
}
