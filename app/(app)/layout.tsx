import Link from 'next/link';
import type { ReactNode } from 'react';
import { DemoBand } from '../../components/frame/demo-band.tsx';
import { Navigation } from '../../components/frame/navigation.tsx';
import { PersonMenu } from '../../components/frame/person-menu.tsx';
import { Wordmark } from '../../components/ui/centered-page.tsx';
import { GiveWords } from '../../components/words/give-words.tsx';
import { chosenTheme, requirePerson } from '../../lib/access/current.ts';
import { countAttention } from '../../lib/credential/look/attention.ts';
import { isDemo } from '../../lib/env.ts';
import { words } from '../../lib/words/words.ts';

export default async function AppLayout({ children }: { children: ReactNode }) {
  const person = await requirePerson();
  const { name, email, role } = person;
  const attention = await countAttention(person);
  const theme = (await chosenTheme()) ?? 'system';
  return (
    <GiveWords rooms={['frame', 'problem']}>
      <div className="flex min-h-dvh flex-col">
        <a
          href="#content"
          className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-control focus:bg-raised focus:px-4 focus:py-2"
        >
          {words('frame')('skip')}
        </a>
        {isDemo() ? <DemoBand /> : null}
        <div className="grid grow sm:grid-cols-[208px_minmax(0,1fr)]">
          <div className="border-r border-line max-sm:hidden">
            <Navigation
              withAdmin={role === 'admin'}
              attention={attention}
              className="sticky top-0 flex max-h-dvh flex-col gap-6 overflow-y-auto p-4"
            >
              <Link href="/sources" className="flex min-h-10 shrink-0 items-center px-2">
                <Wordmark />
              </Link>
            </Navigation>
          </div>
          <div className="mx-auto w-full min-w-0 max-w-[1440px]">
            <header className="flex h-16 items-center justify-between gap-4 px-4 sm:justify-end sm:px-8">
              <Link href="/sources" className="flex min-h-10 items-center sm:hidden">
                <Wordmark />
              </Link>
              <PersonMenu name={name} email={email} role={role} theme={theme} />
            </header>
            <main id="content" tabIndex={-1} className="px-4 pt-2 pb-28 outline-none sm:px-8 sm:pb-16">
              {children}
            </main>
          </div>
        </div>
        <div className="fixed inset-x-0 bottom-0 z-10 border-t border-line bg-raised p-1 pb-[max(0.25rem,env(safe-area-inset-bottom))] sm:hidden">
          <Navigation attention={attention} />
        </div>
      </div>
    </GiveWords>
  );
}
