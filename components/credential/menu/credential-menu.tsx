'use client';
/** What can be done with a credential, as a menu. Loaded when it is about to be opened. */
import { Menu } from '@base-ui/react/menu';
import Link from 'next/link';
import type { ReactNode, RefObject } from 'react';
import { useTranslations } from 'use-intl';
import type { ActionTile } from '../tile/action-tile.ts';
import { isUsable } from '../tile/tile-words.ts';
import { useRefusal } from './use-refusal.ts';

interface CredentialMenuProps {
  tile: ActionTile;
  anchor: RefObject<HTMLButtonElement | null>;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  isAdmin: boolean;
  admins: string[];
  onCheck: () => void;
  onCopy: () => void;
  onDelete: () => void;
}

const itemClass =
  'flex min-h-9 cursor-default flex-col justify-center rounded-[6px] px-3 py-1.5 outline-none select-none data-highlighted:bg-sunken pointer-coarse:min-h-11';

function Go({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Menu.LinkItem closeOnClick render={<Link href={href} prefetch={false} />} className={itemClass}>
      {children}
    </Menu.LinkItem>
  );
}

/** An item for admins; others can reach it too, and read why it does nothing and whom to ask. */
function Guarded({
  refusal,
  children,
  ...rest
}: {
  refusal: string | null;
  href?: string;
  onClick?: () => void;
  danger?: boolean;
  children: string;
}) {
  const { href, onClick, danger } = rest;
  if (refusal) {
    return (
      <Menu.Item aria-disabled closeOnClick={false} label={children} className={`${itemClass} text-muted`}>
        {children}
        <span className="text-xs">{refusal}</span>
      </Menu.Item>
    );
  }
  if (href) return <Go href={href}>{children}</Go>;
  return (
    <Menu.Item onClick={onClick} className={`${itemClass} ${danger ? 'text-invalid' : ''}`}>
      {children}
    </Menu.Item>
  );
}

export function CredentialMenu(props: CredentialMenuProps) {
  const t = useTranslations('credentialMenu');
  const { tile, anchor, open, onOpenChange, isAdmin, admins, onCheck, onCopy, onDelete } = props;
  const page = `/credentials/${tile.id}`;
  const use = (path: string) => `${path}/new?connector=${tile.connector}&credential=${tile.id}`;
  const refusal = useRefusal(isAdmin, admins);
  const usable = isUsable(tile);
  return (
    <Menu.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Menu.Portal>
        <Menu.Positioner
          anchor={anchor}
          align="end"
          sideOffset={4}
          collisionPadding={8}
          className="z-30 outline-none"
        >
          <Menu.Popup
            finalFocus={anchor}
            aria-label={t('actions', { name: tile.name })}
            className="max-h-(--available-height) w-64 max-w-[calc(100vw-24px)] overflow-y-auto rounded-card border border-line bg-raised p-1.5 text-sm shadow-overlay outline-none"
          >
            <Go href={page}>{t('open')}</Go>
            {usable && <Go href={use('/sources')}>{t('useInSource')}</Go>}
            {usable && <Go href={use('/destinations')}>{t('useInDestination')}</Go>}
            {usable && (
              <Menu.Item onClick={onCheck} className={itemClass}>
                {t('check')}
              </Menu.Item>
            )}
            <Go href={`${page}#used-by`}>{t('usedBy')}</Go>
            <Menu.Item onClick={onCopy} className={itemClass}>
              {t('copy')}
            </Menu.Item>
            <Menu.Separator className="my-1.5 h-px bg-line" />
            <Guarded refusal={refusal('edit')} href={page}>
              {t('edit')}
            </Guarded>
            <Guarded refusal={refusal('replace')} href={`${page}?replace`}>
              {t('replace')}
            </Guarded>
            <Menu.Separator className="my-1.5 h-px bg-line" />
            <Guarded refusal={refusal('delete')} onClick={onDelete} danger>
              {t('delete')}
            </Guarded>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
