/** The way back to the list from a page about one of its rows. */
import Link from 'next/link';

export function BackLink({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} className="rounded-sm text-[13px] text-muted underline-offset-2 hover:underline">
      ← {children}
    </Link>
  );
}
