/** One event: a sentence, when, and what else is known of it, folded. */
import Link from 'next/link';
import type { TrailEvent } from '../../lib/access/audit-trail.ts';
import { DisclosureMark } from '../ui/disclosure-mark.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { eventParts } from './event-parts.ts';
import { changesOf, nameWords } from './event-words.ts';

const outcomes: Record<string, string> = {
  done: '',
  refused: 'text-invalid',
  undecided: 'text-expiring',
};

/** The details as lines; nested ones as JSON, cut. */
function linesOf(event: TrailEvent): [string, string][] {
  const { seq, requestId, address, actorKind, targetId, targetEmail, details } = event;
  const own = Object.entries(details)
    .filter(([name]) => name !== 'changes')
    .map(([name, value]): [string, string] => [
      name,
      nameWords(typeof value === 'string' ? value : JSON.stringify(value)),
    ]);
  const facts: [string, string | null][] = [
    ['number', seq],
    ['by', actorKind.replace('_', ' ')],
    ['target', targetId],
    ['target’s email', targetEmail],
    ['address', address],
    ['request', requestId],
  ];
  return [...own, ...facts.filter((fact): fact is [string, string] => fact[1] !== null)];
}

function Sentence({ event }: { event: TrailEvent }) {
  return eventParts(event).map(({ text, credentialId }) =>
    credentialId ? (
      <Link
        key={`${credentialId} ${text}`}
        href={`/credentials/${credentialId}`}
        className="relative z-10 underline underline-offset-2"
      >
        {text}
      </Link>
    ) : (
      text
    ),
  );
}

export function EventRow({ event }: { event: TrailEvent }) {
  const changes = changesOf(event.details);
  const who = event.actorKind === 'person' ? (event.actorEmail ?? 'account removed') : null;
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
          <span className="sr-only">Details of event {event.seq}</span>
        </summary>
        <dl className="relative z-10 mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 pl-5 text-[13px] text-muted">
          {changes.map(({ field, from, to }) => (
            <div key={field} className="contents">
              <dt>{field}</dt>
              <dd className="wrap-anywhere">
                {from || '—'} → {to || '—'}
              </dd>
            </div>
          ))}
          {linesOf(event).map(([name, value]) => (
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
