'use client';
/** What was done to the credential, newest first; more of it on demand. */
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { History as HistoryPage } from '../../../lib/credential/look/history.ts';
import { changesOf, eventSentence } from '../../audit/event-words.ts';
import { callApi } from '../../http/call.ts';
import { failureWords } from '../../http/failure-words.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';

type Item = HistoryPage['items'][number];

function Changes({ item }: { item: Item }) {
  const changes = changesOf(useTranslations('events'), item.details);
  if (changes.length === 0) return null;
  return (
    <ul className="mt-1 flex flex-col gap-0.5 text-[13px] text-muted">
      {changes.map(({ field, from, to }) => (
        <li key={field} className="wrap-anywhere">
          {field}: {from || '—'} → {to || '—'}
        </li>
      ))}
    </ul>
  );
}

interface HistoryProps {
  credentialId: string;
  name: string;
  first: HistoryPage;
}

export function History({ credentialId, name, first }: HistoryProps) {
  const t = useTranslations('credentialPage');
  const tEvents = useTranslations('events');
  const tProblem = useTranslations('problem');
  const language = useLocale();
  const [older, setOlder] = useState<HistoryPage | null>(null);
  const [problem, setProblem] = useState('');
  const [loading, setLoading] = useState(false);
  // Events that came since the older ones were fetched push the first page down: nothing is shown twice.
  const last = first.items.at(-1);
  const items = [
    ...first.items,
    ...(older?.items ?? []).filter(({ seq }) => !last || BigInt(seq) < BigInt(last.seq)),
  ];
  const nextCursor = older ? older.nextCursor : first.nextCursor;
  const more = async () => {
    setLoading(true);
    setProblem('');
    const url = `/api/credentials/${credentialId}/history?cursor=${nextCursor}&limit=50`;
    const answer = await callApi<HistoryPage>({ method: 'GET', url });
    setLoading(false);
    if (answer.kind !== 'done') return setProblem(failureWords(tProblem, answer));
    const page = answer.body;
    setOlder({ items: [...(older?.items ?? []), ...page.items], nextCursor: page.nextCursor });
  };
  return (
    <Panel id="history" title={t('history.title')}>
      <ol className="flex flex-col gap-3">
        {items.map((item) => (
          <li key={item.seq}>
            <span className="wrap-anywhere">
              {eventSentence(tEvents, language, { ...item, targetName: name })}
            </span>{' '}
            {item.actorEmail && (
              <span className="text-[13px] wrap-anywhere text-muted">{item.actorEmail} · </span>
            )}
            <span className="text-[13px] whitespace-nowrap text-muted">
              <RelativeTime iso={item.at} />
            </span>
            <Changes item={item} />
          </li>
        ))}
      </ol>
      {nextCursor && (
        <Button className="mt-4" loading={loading} onClick={more}>
          {t('history.older')}
        </Button>
      )}
      <p role="alert" className="text-invalid not-empty:mt-2">
        {problem}
      </p>
    </Panel>
  );
}
