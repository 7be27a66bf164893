'use client';
/** Deleting a credential: what uses it, what is to become of that, and what the answers mean. */
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Tile } from '../../../lib/credential/look/tile.ts';
import type { Dependant, DependantList } from '../../../lib/credential/look/used-by.ts';
import { callApi } from '../../http/call.ts';
import { failureWords, fieldWords } from '../../http/failure-words.ts';
import type { ActionTile } from '../tile/action-tile.ts';

/** `all`: nothing uses it. `replace`: others take its place. `detach`: they are left without one. */
export type DeletionWay =
  | { kind: 'all' }
  | { kind: 'replace'; with: string }
  | { kind: 'detach'; typed: string };

export interface Uses {
  items: Dependant[];
  total: number;
}

export interface DeleteProblem {
  field: 'replaceWith' | 'confirm' | null;
  text: string;
}

/** How many of its dependants are shown; the server lists as many when it refuses. */
const listed = 100;

function queryOf(way: DeletionWay): string {
  if (way.kind === 'replace') return `?${new URLSearchParams({ replaceWith: way.with })}`;
  if (way.kind === 'detach') return `?${new URLSearchParams({ detach: 'true', confirm: way.typed })}`;
  return '';
}

/** `known`: the tile as the page shows it. Called with what is to become of its dependants, `remove` deletes it. */
export function useDelete(known: ActionTile, onDeleted: () => void) {
  const t = useTranslations('credentialDelete');
  const tProblem = useTranslations('problem');
  /** As the server told it last: what the dialog shows, and the version that is deleted. */
  const [current, setCurrent] = useState<Tile | null>(null);
  const [uses, setUses] = useState<Uses | null>(null);
  const [problem, setProblem] = useState<DeleteProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const url = `/api/credentials/${known.id}`;

  const load = async () => {
    setProblem(null);
    const [now, resources] = await Promise.all([
      callApi<Tile>({ method: 'GET', url }),
      callApi<DependantList>({ method: 'GET', url: `${url}/resources?limit=${listed}` }),
    ]);
    for (const answer of [now, resources]) {
      // Somebody else deleted it: what was wanted has happened.
      if (answer.kind === 'problem' && answer.problem.code === 'not_found') return onDeleted();
      if (answer.kind !== 'done') return setProblem({ field: null, text: failureWords(tProblem, answer) });
    }
    if (now.kind !== 'done' || resources.kind !== 'done') return;
    setCurrent(now.body);
    const { items, total } = resources.body;
    setUses({ items, total });
  };
  const loadFirst = useEffectEvent(load);
  useEffect(() => void loadFirst(), []);

  const remove = async (way: DeletionWay) => {
    if (!current) return;
    setBusy(true);
    setProblem(null);
    const answer = await callApi({ method: 'DELETE', url: url + queryOf(way), version: current.version });
    const gone = answer.kind === 'problem' && answer.problem.code === 'not_found';
    // It stays busy: the page is on its way to a state without this credential.
    if (answer.kind === 'done' || gone) return onDeleted();
    setBusy(false);
    if (answer.kind === 'lost') return setProblem({ field: null, text: failureWords(tProblem, answer) });
    const { problem: refusal } = answer;
    if (refusal.code === 'version_conflict') {
      setCurrent(refusal.current as Tile);
      return setProblem({ field: null, text: t('changedBy', { name: String(refusal.changedBy) }) });
    }
    if (refusal.code === 'credential_in_use') {
      setUses({ items: refusal.usedBy as Dependant[], total: Number(refusal.usedByTotal) });
      return setProblem({ field: null, text: t('nowUsed') });
    }
    const [wrong] = refusal.errors ?? [];
    if (wrong?.field !== 'replaceWith' && wrong?.field !== 'confirm')
      return setProblem({ field: null, text: failureWords(tProblem, answer) });
    setProblem({ field: wrong.field, text: fieldWords(tProblem, 'deletion', wrong) });
  };
  return { tile: current ?? known, uses, problem, busy, load, remove };
}
