'use client';
/** Changing the API Version of many credentials: each is proven and saved by itself, two at a time. */
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Tile } from '../../../lib/credential/look/tile.ts';
import { type CallAnswer, callApi } from '../../http/call.ts';
import { failureWords } from '../../http/failure-words.ts';
import { saveCredential } from '../proof/save-credential.ts';
import { useDescribeFailure } from '../proof/use-describe-failure.ts';

export type Progress =
  | { kind: 'waiting' | 'checking' | 'changed' | 'stopped' }
  | { kind: 'failed'; text: string };

const atOnce = 2;
/** More than so many are changed in several goes. */
const most = 1_000;

type Failed = Exclude<CallAnswer, { kind: 'done' }>;

/** All credentials, page by page. @returns what went wrong instead, where something did */
async function fetchAll(signal: AbortSignal): Promise<Tile[] | Failed> {
  const tiles: Tile[] = [];
  let cursor: string | null = '';
  while (cursor !== null && tiles.length < most) {
    const query = new URLSearchParams({ limit: '100', ...(cursor ? { cursor } : {}) });
    const answer = await callApi<{ items: Tile[]; nextCursor: string | null }>({
      method: 'GET',
      url: `/api/credentials?${query}`,
      signal,
    });
    if (answer.kind !== 'done') return answer;
    const page = answer.body;
    tiles.push(...page.items);
    cursor = page.nextCursor;
  }
  return tiles;
}

async function changeOne(
  tile: Tile,
  apiVersion: string,
  signal: AbortSignal,
  describeFailure: ReturnType<typeof useDescribeFailure>,
): Promise<Progress> {
  const call = {
    method: 'PATCH',
    url: `/api/credentials/${tile.id}`,
    body: { apiVersion },
    version: tile.version,
  } as const;
  const outcome = await saveCredential(call, { signal, onStep: () => {} });
  if (outcome.kind === 'saved') return { kind: 'changed' };
  const failure = describeFailure(outcome);
  return failure ? { kind: 'failed', text: failure.text } : { kind: 'stopped' };
}

export function useVersionChanges() {
  const describeFailure = useDescribeFailure();
  const tProblem = useTranslations('problem');
  const [tiles, setTiles] = useState<Tile[] | null>(null);
  const [problem, setProblem] = useState('');
  const [progress, setProgress] = useState<ReadonlyMap<string, Progress>>(new Map());
  const [running, setRunning] = useState(false);
  const stopper = useRef<AbortController | null>(null);

  const load = async () => {
    setProblem('');
    const mine = new AbortController();
    stopper.current = mine;
    const found = await fetchAll(mine.signal);
    if (mine.signal.aborted) return;
    if (Array.isArray(found)) setTiles(found);
    else setProblem(failureWords(tProblem, found));
  };
  const loadFirst = useEffectEvent(load);
  useEffect(() => {
    void loadFirst();
    return () => stopper.current?.abort();
  }, []);

  const start = async (chosen: Tile[], apiVersion: string): Promise<void> => {
    const mine = new AbortController();
    stopper.current = mine;
    setRunning(true);
    setProgress(new Map(chosen.map(({ id }) => [id, { kind: 'waiting' }])));
    const tell = (id: string, state: Progress) => setProgress((before) => new Map(before).set(id, state));
    const queue = [...chosen];
    const work = async () => {
      for (let tile = queue.shift(); tile; tile = queue.shift()) {
        if (mine.signal.aborted) tell(tile.id, { kind: 'stopped' });
        else {
          tell(tile.id, { kind: 'checking' });
          tell(tile.id, await changeOne(tile, apiVersion, mine.signal, describeFailure));
        }
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    setRunning(false);
  };
  return { tiles, problem, progress, running, load, start, stop: () => stopper.current?.abort() };
}

export type VersionChanges = ReturnType<typeof useVersionChanges>;
