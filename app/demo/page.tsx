import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { DemoBand } from '../../components/frame/demo-band.tsx';
import { ButtonLink } from '../../components/ui/button.tsx';
import { Wordmark } from '../../components/ui/centered-page.tsx';
import { CopyButton } from '../../components/ui/copy-button.tsx';
import { isDemo } from '../../lib/env.ts';
import { words } from '../../lib/words/words.ts';
import type { SandboxToken } from '../../sandbox/token-script.ts';

export const generateMetadata = (): Metadata => ({ title: words('app')('titles.demo') });

/** The sandbox's tokens, ready to copy; it exists in a demonstration only. */
export default async function DemoPage() {
  if (!isDemo()) notFound();
  // Read here, so that outside a demonstration the tokens are not even loaded.
  const { sandboxTokens } = await import('../../sandbox/tokens.ts');
  const t = words('app');
  return (
    <>
      <DemoBand />
      <main className="mx-auto max-w-[1120px] px-4 py-8 sm:px-8">
        <div className="mb-8 flex flex-wrap items-center justify-between gap-4">
          <Wordmark />
          <ButtonLink href="/sources/new?connector=whatsapp-flows">{t('demo.add')}</ButtonLink>
        </div>
        <h1 className="text-2xl font-semibold tracking-tight">{t('demo.title')}</h1>
        <p className="mt-1 mb-6 max-w-[65ch] leading-relaxed text-muted">{t('demo.text')}</p>
        <ul className="grid gap-4 lg:grid-cols-2">
          {sandboxTokens.map((entry) => (
            <TokenCard key={entry.id} entry={entry} />
          ))}
        </ul>
      </main>
    </>
  );
}

function TokenCard({ entry }: { entry: SandboxToken }) {
  const t = words('app');
  const { id, label, description, token, wabaId, apiVersion, appSecret } = entry;
  const values = [
    { name: t('demo.accessToken'), value: token },
    { name: t('demo.wabaId'), value: wabaId },
    ...(apiVersion ? [{ name: t('demo.apiVersion'), value: apiVersion }] : []),
    ...(appSecret ? [{ name: t('demo.appSecret'), value: appSecret }] : []),
  ];
  return (
    <li id={id} className="flex flex-col gap-4 rounded-card border border-line bg-surface p-5">
      <div translate="no">
        <h2 className="font-semibold">{label}</h2>
        <p className="leading-relaxed text-muted">{description}</p>
      </div>
      <dl className="mt-auto grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-4 gap-y-2">
        {values.map(({ name, value }) => (
          <div key={name} className="col-span-3 grid grid-cols-subgrid items-center">
            <dt className="text-[13px] text-muted">{name}</dt>
            <dd className="col-span-2 grid grid-cols-subgrid items-center">
              <span className="truncate font-mono text-[13px]" translate="no">
                {value}
              </span>
              <CopyButton text={value} label={t('demo.copy', { name, token: label })} />
            </dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
