/** What a problem's code means and what helps, for anybody: whoever meets one may have no account here. */
import { problemStatus } from '../../lib/errors.ts';
import type { ProblemPage as Page } from '../../lib/problem/page.ts';
import { Wordmark } from '../ui/centered-page.tsx';

export function ProblemPage({ code, page }: { code: keyof typeof problemStatus; page: Page }) {
  const { title, meaning, who, check, again } = page;
  const parts = [
    ['Who can put it right', who],
    ['What to check first', check],
    ['Does trying again help?', again],
  ];
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-[640px] flex-col justify-center gap-8 px-5 py-10">
      <Wordmark />
      <div className="flex flex-col gap-2">
        <p className="text-muted">
          Problem <code className="font-mono text-[13px] text-ink">{code}</code>, status {problemStatus[code]}
        </p>
        <h1 className="text-2xl font-semibold tracking-tight text-balance">{title}</h1>
        <p className="leading-relaxed">{meaning}</p>
      </div>
      <dl className="divide-y divide-line rounded-card border border-line bg-surface px-5">
        {parts.map(([question, answer]) => (
          <div key={question} className="flex flex-col gap-1 py-4">
            <dt className="font-medium">{question}</dt>
            <dd className="leading-relaxed text-muted">{answer}</dd>
          </div>
        ))}
      </dl>
    </main>
  );
}
