'use client';
/** Deleting a credential: what uses it, what is to become of that, and what the answers mean. */
import { useEffect, useState } from 'react';
import type { Dependant, DependantList } from '../../lib/credential/used-by.ts';
import { callApi, failureText } from '../http/call.ts';

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

function queryOf(way: DeletionWay): string {
  if (way.kind === 'replace') return `?${new URLSearchParams({ replaceWith: way.with })}`;
  if (way.kind === 'detach') return `?${new URLSearchParams({ detach: 'true', confirm: way.typed })}`;
  return '';
}

export function useDelete(id: string, onDeleted: () => void) {
  const [uses, setUses] = useState<Uses | null>(null);
  const [problem, setProblem] = useState<DeleteProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const url = `/api/credentials/${id}`;

  const load = async () => {
    setProblem(null);
    const answer = await callApi({ method: 'GET', url: `${url}/resources?limit=100` });
    if (answer.kind !== 'done') return setProblem({ field: null, text: failureText(answer) });
    const { items, total } = answer.body as DependantList;
    setUses({ items, total });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: what uses it is asked once, when the dialog appears
  useEffect(() => void load(), []);

  const remove = async (way: DeletionWay) => {
    setBusy(true);
    setProblem(null);
    const answer = await callApi({ method: 'DELETE', url: url + queryOf(way) });
    setBusy(false);
    if (answer.kind === 'done') return onDeleted();
    if (answer.kind === 'lost') return setProblem({ field: null, text: failureText(answer) });
    const { problem: refusal } = answer;
    // Somebody else deleted it: what was wanted has happened.
    if (refusal.code === 'not_found') return onDeleted();
    if (refusal.code === 'credential_in_use') {
      setUses({ items: refusal.usedBy as Dependant[], total: Number(refusal.usedByTotal) });
      return setProblem({ field: null, text: 'Somebody has just begun to use it. Nothing was deleted.' });
    }
    const field = refusal.errors?.[0]?.field;
    setProblem({
      field: field === 'replaceWith' || field === 'confirm' ? field : null,
      text: failureText(answer),
    });
  };
  return { uses, problem, busy, load, remove };
}
