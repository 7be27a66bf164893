'use client';
/** The keys of this screen, and the list of them under "?". */
import { type RefObject, useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { buttonClass } from '../../ui/button.tsx';

const uses = ['search', 'clear', 'choose', 'save', 'list'] as const;

/** Whether a key belongs to what has the focus, and so is no shortcut. */
function isTyping({ target, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey) return true;
  const element = target instanceof Element ? target : null;
  if (element?.closest('dialog, [role="dialog"], [role="alertdialog"], [contenteditable], select, textarea'))
    return true;
  return element instanceof HTMLInputElement && element.type !== 'radio';
}

export function Shortcuts({ search }: { search: RefObject<HTMLInputElement | null> }) {
  const t = useTranslations('credentialList');
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (isTyping(event)) return;
      if (event.key === '/') search.current?.select();
      else if (event.key === '?') dialog.current?.showModal();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [search]);
  return (
    <>
      <button
        type="button"
        onClick={() => dialog.current?.showModal()}
        aria-label={t('shortcuts.title')}
        className={buttonClass('quiet', 'w-10 px-0 text-muted pointer-coarse:hidden')}
      >
        ?
      </button>
      <dialog
        ref={dialog}
        aria-labelledby="shortcuts-title"
        className="m-auto w-[420px] max-w-[calc(100vw-32px)] rounded-card border border-line bg-raised p-5 text-ink shadow-overlay backdrop:bg-black/40"
      >
        <h2 id="shortcuts-title" className="mb-4 text-base font-semibold">
          {t('shortcuts.title')}
        </h2>
        <dl className="mb-5 grid grid-cols-[auto_1fr] gap-x-5 gap-y-2">
          {uses.map((use) => (
            <div key={use} className="contents">
              <dt className="font-mono text-[13px]">{t(`shortcuts.keys.${use}`)}</dt>
              <dd className="text-muted">{t(`shortcuts.uses.${use}`)}</dd>
            </div>
          ))}
        </dl>
        <form method="dialog" className="flex justify-end">
          <button type="submit" className={buttonClass()}>
            {t('shortcuts.close')}
          </button>
        </form>
      </dialog>
    </>
  );
}
