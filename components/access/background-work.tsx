/** The jobs of the background work, with when each last came to its end. */
import { jobStates } from '../../lib/job/success-store.ts';
import { words } from '../../lib/words/words.ts';
import { RelativeTime } from '../ui/relative-time.tsx';

export async function BackgroundWork() {
  const t = words('access');
  const states = await jobStates();
  return (
    <section aria-labelledby="background-title" className="mt-8">
      <h2 id="background-title" className="text-base font-semibold">
        {t('jobs.title')}
      </h2>
      <p className="mt-1 mb-3 text-sm text-muted">{t('jobs.text')}</p>
      <ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface">
        {states.map(({ name, lastSuccess }) => (
          <li key={name} className="flex items-baseline justify-between gap-4 px-5 py-3 max-sm:px-4">
            <span className="min-w-0">{t(`jobs.titles.${name}`)}</span>
            <span className="shrink-0 text-sm whitespace-nowrap text-muted">
              {lastSuccess ? <RelativeTime iso={lastSuccess} /> : t('jobs.notYet')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
