/** One event: a sentence, when, and what else is known of it, folded. */
import Link from 'next/link';
import type { TrailEvent } from '../../lib/access/audit-trail.ts';
import { currentLanguage, type Words, words } from '../../lib/words/words.ts';
import { DisclosureMark } from '../ui/disclosure-mark.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { wordsByCode } from '../words/by-code.ts';
import { eventParts } from './event-parts.ts';
import { changesOf, nameWords } from './event-words.ts';

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

function Sentence({ event }: { event: TrailEvent }) {
  return eventParts(words('events'), currentLanguage(), event).map(({ text, credentialId }) =>
    credentialId ? (
      <Link
        key={`${credentialId} ${text}`}
        href={`/credentials/${credentialId}`}
        className="relative z-10 underline underline-offset-2"
        translate="no"
      >
        {text}
      </Link>
    ) : (
      text
    ),
  );
}

export function EventRow({ event }: { event: TrailEvent }) {
  const t = words('audit');
  const tEvents = words('events');
  const changes = changesOf(tEvents, event.details);
  const who = event.actorKind === 'person' ? (event.actorEmail ?? t('accountRemoved')) : null;
  return (
    <li className="relative px-5 py-3 max-sm:px-4">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 pl-5">
        <span className={`mr-auto min-w-0 flex-1 basis-48 wrap-anywhere ${outcomes[event.outcome] ?? ''}`}>
          <Sentence event={event} />
        </span>
        {who && <span className="min-w-0 text-[13px] wrap-anywhere text-muted">{who}</span>}
        <span className="relative z-10 text-[13px] text-muted">
          <RelativeTime iso={event.at} />
        </span>
      </div>
      <details className="group">
        {/* All of the row opens it, but for what lies above: links can't be within what is pressed. */}
        <summary className="absolute inset-0 flex cursor-pointer items-start px-5 py-3 -outline-offset-2 max-sm:px-4">
          <span className="flex h-6 items-center">
            <DisclosureMark />
          </span>
          <span className="sr-only">{t('detailsOf', { number: event.seq })}</span>
        </summary>
        <dl className="relative z-10 mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 pl-5 text-[13px] text-muted">
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
