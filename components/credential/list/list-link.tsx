'use client';
/** A link to another page or filter of the list, on which the chosen credential stays chosen. */
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { buttonClass } from '../../ui/button.tsx';
import { keepChoice } from '../tile/keep-choice.ts';

export function ListLink({ href, children }: { href: string; children: ReactNode }) {
  const router = useRouter();
  return (
    <Link
      href={href}
      prefetch={false}
      onNavigate={(event) => {
        event.preventDefault();
        router.push(keepChoice(href));
      }}
      className={buttonClass()}
    >
      {children}
    </Link>
  );
}
