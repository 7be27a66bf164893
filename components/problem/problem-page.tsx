/** What a problem's code means and what helps, for anybody: whoever meets one may have no account here. */
import { type ProblemCode, problemStatus } from '../../lib/errors.ts';
import { words } from '../../lib/words/words.ts';
import { Wordmark } from '../ui/centered-page.tsx';

const parts = ['who', 'check', 'again'] as const;

export function ProblemPage({ code }: { code: ProblemCode }) {
  const t = words('app');
  const tPage = words('problemPages');
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-[640px] flex-col justify-center gap-8 px-5 py-10">
      <Wordmark />
      <div className="flex flex-col gap-2">
        <p className="text-muted">
          {t.rich('problem.code', {
            status: problemStatus[code],
            code: () => <code className="font-mono text-[13px] text-ink">{code}</code>,
          })}
        </p>
        <h1 className="text-2xl font-semibold tracking-tight text-balance">{tPage(`${code}.title`)}</h1>
        <p className="leading-relaxed">{tPage(`${code}.meaning`)}</p>
      </div>
      <dl className="divide-y divide-line rounded-card border border-line bg-surface px-5">
        {parts.map((part) => (
          <div key={part} className="flex flex-col gap-1 py-4">
            <dt className="font-medium">{t(`problem.${part}`)}</dt>
            <dd className="leading-relaxed text-muted">{tPage(`${code}.${part}`)}</dd>
          </div>
        ))}
      </dl>
    </main>
  );
}
