/** One event: a sentence, when, and what else is known of it, folded. */
import type { TrailEvent } from '../../lib/access/audit-trail.ts';
import { type Words, words } from '../../lib/words/words.ts';
import { DisclosureMark } from '../ui/disclosure-mark.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { wordsByCode } from '../words/by-code.ts';
import { changesOf, eventSentence, nameWords } from './event-words.ts';

const outcomes: Record<string, string> = {
  done: '',
  refused: 'text-invalid',
  undecided: 'text-expiring',
};

/** The details as they were recorded; nested ones as JSON, cut. */
function detailsOf({ details }: TrailEvent): [string, string][] {
  return Object.entries(details)
    .filter(([name]) => name !== 'changes')
    .map(([name, value]) => [name, nameWords(typeof value === 'string' ? value : JSON.stringify(value))]);
}

/** What else is known of the event. */
function factsOf(t: Words<'audit'>, event: TrailEvent): [string, string][] {
  const { seq, requestId, address, actorKind, targetId, targetEmail } = event;
  const facts: [string, string | null][] = [
    [t('facts.number'), seq],
    [t('facts.by'), wordsByCode(t, `actorKinds.${actorKind}`) ?? actorKind],
    [t('facts.target'), targetId],
    [t('facts.targetEmail'), targetEmail],
    [t('facts.address'), address],
    [t('facts.request'), requestId],
  ];
  return facts.filter((fact): fact is [string, string] => fact[1] !== null);
}

export function EventRow({ event }: { event: TrailEvent }) {
  const t = words('audit');
  const tEvents = words('events');
  const changes = changesOf(tEvents, event.details);
  const who = event.actorKind === 'person' ? (event.actorEmail ?? t('accountRemoved')) : null;
  return (
    <li className="px-5 py-3 max-sm:px-4">
      <details className="group">
        <summary className="flex cursor-pointer flex-wrap items-baseline gap-x-3 gap-y-0.5 rounded-sm">
          <DisclosureMark />
          <span className={`mr-auto min-w-0 flex-1 basis-48 wrap-anywhere ${outcomes[event.outcome] ?? ''}`}>
            {eventSentence(tEvents, event)}
          </span>
          {who && <span className="min-w-0 text-[13px] wrap-anywhere text-muted">{who}</span>}
          <span className="text-[13px] text-muted">
            <RelativeTime iso={event.at} />
          </span>
        </summary>
        <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 pl-5 text-[13px] text-muted">
          {changes.map(({ field, from, to }) => (
            <div key={field} className="contents">
              <dt>{field}</dt>
              <dd className="wrap-anywhere">{t('change', { from: from || '—', to: to || '—' })}</dd>
            </div>
          ))}
          {detailsOf(event).map(([name, value]) => (
            <div key={name} className="contents" translate="no">
              <dt>{name}</dt>
              <dd className="wrap-anywhere">{value}</dd>
            </div>
          ))}
          {factsOf(t, event).map(([name, value]) => (
            <div key={name} className="contents">
              <dt>{name}</dt>
              <dd className="wrap-anywhere">{value}</dd>
            </div>
          ))}
        </dl>
      </details>
    </li>
  );
}
