'use client';
/** The ⋯ of a credential: a light button that fetches its menu when somebody is about to open it. */
import { Ellipsis } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Words } from '../../../lib/words/words.ts';
import { useLazy } from '../../ui/dialog/use-lazy.ts';
import { type CheckResult, useCheck } from '../proof/use-check.ts';
import type { ActionTile } from '../tile/action-tile.ts';

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
const prepare = () => void fetchMenu().catch(() => {});

const wrong = (text: string): CheckResult => ({ tone: 'text-invalid', text });

/** Puts the reference on the clipboard. @returns what to say about it */
async function copyReference(t: Words<'credentialMenu'>, id: string): Promise<CheckResult> {
  try {
    await navigator.clipboard.writeText(id);
    return { tone: 'text-muted', text: t('copied') };
  } catch {
    // Without https, or without the permission, browsers do not let pages write to the clipboard.
    return { tone: 'text-muted', text: t('copyByHand', { id }) };
  }
}

/** What the menu opens and does, and what is told of it. */
function useActions(id: string) {
  const t = useTranslations('credentialMenu');
  const menu = useLazy(fetchMenu);
  const dialog = useLazy(fetchDialog);
  const [open, setOpen] = useState(false);
  const [note, setNote] = useState<CheckResult | null>(null);
  const { checking, result, check } = useCheck(id);

  const show = async () => {
    if (!(await menu.fetch())) return setNote(wrong(t('notLoaded')));
    setOpen(true);
    setNote(null);
  };
  const askToDelete = async () => {
    if (!(await dialog.fetch())) setNote(wrong(t('dialogNotLoaded')));
  };
  const copy = async () => setNote(await copyReference(t, id));
  const told = note ?? (checking ? { tone: 'text-muted', text: t('checking') } : result);
  return {
    Menu: menu.Loaded,
    Dialog: dialog.Loaded,
    drop: dialog.drop,
    open,
    setOpen,
    told,
    show,
    askToDelete,
    copy,
    check,
  };
}

interface MenuButtonProps {
  button: RefObject<HTMLButtonElement | null>;
  name: string;
  open: boolean;
  onShow: () => void;
  className: string;
}

function MenuButton({ button, name, open, onShow, className }: MenuButtonProps) {
  const t = useTranslations('credentialMenu');
  const [ready, setReady] = useState(false);
  // Until this script runs, a press would do nothing.
  useEffect(() => setReady(true), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    onShow();
  };
  return (
    <button
      ref={button}
      type="button"
      disabled={!ready}
      aria-label={t('actions', { name })}
      aria-haspopup="menu"
      aria-expanded={open}
      onPointerEnter={prepare}
      onFocus={prepare}
      onClick={onShow}
      onKeyDown={onKeyDown}
      className={`grid size-9 shrink-0 place-items-center rounded-control text-muted hover:bg-sunken hover:text-ink aria-expanded:bg-sunken pointer-coarse:size-11 ${className}`}
    >
      <Ellipsis aria-hidden="true" className="size-5" />
    </button>
  );
}

export function CredentialActions(props: CredentialActionsProps) {
  const { tile, isAdmin, admins, afterDelete, className = '', toldClass = '' } = props;
  const button = useRef<HTMLButtonElement>(null);
  const { Menu, Dialog, open, told, ...actions } = useActions(tile.id);
  const closeDialog = () => {
    actions.drop();
    button.current?.focus();
  };
  return (
    <>
      <MenuButton
        button={button}
        name={tile.name}
        open={open}
        onShow={() => void actions.show()}
        className={className}
      />
      {Menu && (
        <Menu
          tile={tile}
          anchor={button}
          open={open}
          onOpenChange={actions.setOpen}
          isAdmin={isAdmin}
          admins={admins}
          onCheck={actions.check}
          onCopy={actions.copy}
          onDelete={actions.askToDelete}
        />
      )}
      {Dialog && <Dialog tile={tile} onClose={closeDialog} onDeleted={() => afterDelete(tile.id)} />}
      <p
        role="status"
        className={`w-full text-[13px] leading-5 wrap-anywhere not-empty:pt-1.5 ${toldClass} ${told?.tone ?? ''}`}
      >
        {told?.text}
      </p>
    </>
  );
}
