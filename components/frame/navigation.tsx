'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';

interface Place {
  href: string;
  label: string;
  icon: ReactNode;
}

const stroke = {
  stroke: 'currentColor',
  strokeWidth: 1.6,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;

const places: Place[] = [
  {
    href: '/sources',
    label: 'Sources',
    icon: <path d="M3 10h9m0 0-3.5-3.5M12 10l-3.5 3.5M15 4h1.5v12H15" {...stroke} />,
  },
  {
    href: '/destinations',
    label: 'Destinations',
    icon: <path d="M8 10h9m0 0-3.5-3.5M17 10l-3.5 3.5M5 4H3.5v12H5" {...stroke} />,
  },
  {
    href: '/credentials',
    label: 'Credentials',
    icon: (
      <>
        <circle cx="7" cy="13" r="3.5" {...stroke} />
        <path d="m9.6 10.4 6.9-6.9M13.5 6.5l2.5 2.5" {...stroke} />
      </>
    ),
  },
];

function Icon({ children }: { children: ReactNode }) {
  return (
    <svg viewBox="0 0 20 20" width="20" height="20" fill="none" className="shrink-0" aria-hidden="true">
      {children}
    </svg>
  );
}

interface NavigationProps {
  className?: string;
  /** What stands above the places: the way home. */
  children?: ReactNode;
}

/** The rail at the left; on a phone the bar at the bottom. */
export function Navigation({ className, children }: NavigationProps) {
  const pathname = usePathname();
  return (
    <nav aria-label="Main" className={className}>
      {children}
      <ul className="flex gap-1 sm:flex-col">
        {places.map(({ href, label, icon }) => {
          const here = pathname === href || pathname.startsWith(`${href}/`);
          return (
            <li key={href} className="max-sm:flex-1">
              <Link
                href={href}
                aria-current={here ? 'page' : undefined}
                className={`flex min-h-10 items-center gap-3 rounded-control px-3 font-medium transition-colors max-sm:min-h-13 max-sm:px-1 max-sm:flex-col max-sm:justify-center max-sm:gap-1 max-sm:text-xs ${
                  here ? 'bg-accent-soft text-accent' : 'text-muted hover:bg-sunken hover:text-ink'
                }`}
              >
                <Icon>{icon}</Icon>
                {label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
