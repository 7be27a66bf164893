'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Words } from '../../lib/words/words.ts';
import { type AuthFailure, signOut } from '../access/sign-in-client.ts';
import { problemWords } from '../http/failure-words.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { adminLinks } from './navigation.tsx';
import { ThemeSwitch } from './theme-switch.tsx';

interface Props {
  name: string;
  email: string;
  role: 'admin' | 'member';
  theme: 'system' | 'light' | 'dark';
}

/** Why somebody could not sign out. */
function signOutFailure(t: Words<'frame'>, tProblem: Words<'problem'>, failure: AuthFailure): string {
  if (typeof failure !== 'string') return problemWords(tProblem, failure.problem, failure.retryAfter);
  return t(`signOutProblems.${failure === 'wrong' ? 'failed' : failure}`);
}

/** Who is signed in, the theme, and the way out. */
export function PersonMenu({ name, email, role, theme }: Props) {
  const t = useTranslations('frame');
  const tProblem = useTranslations('problem');
  const [leaving, setLeaving] = useState(false);
  const [failure, setFailure] = useState<AuthFailure | null>(null);
  const menu = useRef<HTMLDetailsElement>(null);
  const pathname = usePathname();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page closes the menu
  useEffect(() => {
    if (menu.current) menu.current.open = false;
  }, [pathname]);
  useEffect(() => {
    const closeFromOutside = ({ target }: Event) => {
      if (menu.current?.open && !menu.current.contains(target as Node)) menu.current.open = false;
    };
    const kinds = ['pointerdown', 'focusin'];
    for (const kind of kinds) document.addEventListener(kind, closeFromOutside);
    return () => {
      for (const kind of kinds) document.removeEventListener(kind, closeFromOutside);
    };
  }, []);
  const closeOnEscape = ({ key }: KeyboardEvent) => {
    if (key !== 'Escape' || !menu.current?.open) return;
    menu.current.open = false;
    menu.current.querySelector('summary')?.focus();
  };
  const leave = async () => {
    setLeaving(true);
    setFailure(null);
    const result = await signOut();
    if (result === 'done') return window.location.assign('/sign-in');
    setLeaving(false);
    setFailure(result);
  };
  return (
    <details ref={menu} className="relative" onKeyDown={closeOnEscape}>
      <summary className="flex min-h-10 list-none items-center gap-2 rounded-control px-2 font-medium hover:bg-sunken [&::-webkit-details-marker]:hidden">
        <span
          className="grid size-7 place-items-center rounded-full bg-accent-soft text-xs font-semibold text-accent uppercase"
          aria-hidden="true"
        >
          {[...name][0]}
        </span>
        <span className="max-w-40 truncate max-sm:sr-only">{name}</span>
      </summary>
      <div className="absolute right-0 z-20 mt-1 flex w-72 flex-col gap-4 rounded-card border border-line bg-raised p-4 shadow-overlay">
        <p className="flex flex-col">
          <span className="truncate font-medium">{name}</span>
          <span className="truncate text-muted">{email}</span>
          <span className="mt-1 text-xs text-muted">{t(`roles.${role}`)}</span>
        </p>
        {role === 'admin' && (
          <ul className="flex flex-col border-y border-line py-2 sm:hidden">
            {adminLinks.map(({ href, name: place }) => (
              <li key={href}>
                <Link href={href} className="flex min-h-11 items-center rounded-control font-medium">
                  {t(`places.${place}`)}
                </Link>
              </li>
            ))}
          </ul>
        )}
        <ThemeSwitch initial={theme} />
        {failure ? <Notice tone="problem">{signOutFailure(t, tProblem, failure)}</Notice> : null}
        <Button onClick={leave} loading={leaving}>
          {t('signOut')}
        </Button>
      </div>
    </details>
  );
}
