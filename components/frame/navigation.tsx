'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { type Messages, useTranslations } from 'use-intl';

interface Place {
  href: string;
  name: keyof Messages['frame']['places'];
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
    name: 'sources',
    icon: <path d="M3 10h9m0 0-3.5-3.5M12 10l-3.5 3.5M15 4h1.5v12H15" {...stroke} />,
  },
  {
    href: '/destinations',
    name: 'destinations',
    icon: <path d="M8 10h9m0 0-3.5-3.5M17 10l-3.5 3.5M5 4H3.5v12H5" {...stroke} />,
  },
  {
    href: '/credentials',
    name: 'credentials',
    icon: (
      <>
        <circle cx="7" cy="13" r="3.5" {...stroke} />
        <path d="m9.6 10.4 6.9-6.9M13.5 6.5l2.5 2.5" {...stroke} />
      </>
    ),
  },
];

/** What admins have besides; on a phone it stands in the person's menu. */
const adminPlaces: Place[] = [
  {
    href: '/members',
    name: 'members',
    icon: (
      <>
        <circle cx="8" cy="7" r="3" {...stroke} />
        <path
          d="M2.5 16.5c.6-3 2.7-4.5 5.5-4.5s4.9 1.5 5.5 4.5M13 4.4a3 3 0 0 1 0 5.2M15.2 12.4c1.3.7 2 2 2.3 4.1"
          {...stroke}
        />
      </>
    ),
  },
  {
    href: '/keys',
    name: 'keys',
    icon: <path d="M3 10h5m4 0h5M8 7.5v5h4v-5zM5.5 10v2.5M14.5 10v2.5" {...stroke} />,
  },
  {
    href: '/audit',
    name: 'audit',
    icon: <path d="M5 3h10v14H5zM8 7h4M8 10h4M8 13h2" {...stroke} />,
  },
];

/** Their names and addresses, for the menu on a phone. */
export const adminLinks = adminPlaces.map(({ href, name }) => ({ href, name }));

function Icon({ children }: { children: ReactNode }) {
  return (
    <svg viewBox="0 0 20 20" width="20" height="20" fill="none" className="shrink-0" aria-hidden="true">
      {children}
    </svg>
  );
}

interface NavigationProps {
  className?: string;
  /** Shows what only admins have, below the rest. */
  withAdmin?: boolean;
  /** How many credentials need attention. */
  attention: number;
  /** What stands above the places: the way home. */
  children?: ReactNode;
}

/** How many of what stands at a place need attention. */
function Attention({ count }: { count: number }) {
  const t = useTranslations('frame');
  if (count === 0) return null;
  return (
    <>
      <span
        aria-hidden="true"
        className="rounded-full bg-expiring-soft px-1.5 text-xs leading-5 font-medium text-expiring tabular-nums sm:ml-auto max-sm:absolute max-sm:top-1 max-sm:left-1/2 max-sm:ml-2"
      >
        {count > 99 ? '99+' : count}
      </span>
      <span className="sr-only">{t('attention', { count })}</span>
    </>
  );
}

interface PlacesProps {
  places: Place[];
  attention?: number;
  className?: string;
}

function Places({ places: shown, attention = 0, className = '' }: PlacesProps) {
  const t = useTranslations('frame');
  const pathname = usePathname();
  return (
    <ul className={`flex gap-1 sm:flex-col ${className}`}>
      {shown.map(({ href, name, icon }) => {
        const here = pathname === href || pathname.startsWith(`${href}/`);
        return (
          <li key={href} className="max-sm:flex-1">
            <Link
              href={href}
              aria-current={here ? 'page' : undefined}
              className={`relative flex min-h-10 items-center gap-3 rounded-control px-3 font-medium transition-colors max-sm:min-h-13 max-sm:px-1 max-sm:flex-col max-sm:justify-center max-sm:gap-1 max-sm:text-xs ${
                here ? 'bg-accent-soft text-accent' : 'text-muted hover:bg-sunken hover:text-ink'
              }`}
            >
              <Icon>{icon}</Icon>
              {t(`places.${name}`)}
              {href === '/credentials' && <Attention count={attention} />}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

/** The rail at the left; on a phone the bar at the bottom. */
export function Navigation({ className, withAdmin = false, attention, children }: NavigationProps) {
  const t = useTranslations('frame');
  return (
    <nav aria-label={t('navigation')} className={className}>
      {children}
      <Places places={places} attention={attention} />
      {withAdmin && <Places places={adminPlaces} className="border-t border-line pt-4" />}
    </nav>
  );
}
