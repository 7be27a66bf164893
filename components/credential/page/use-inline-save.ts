'use client';
/** Saving one text of the credential the moment it is left, with a way back. */
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { descriptionMaxLength, descriptionSchema, nameSchema } from '../../../lib/credential/schema.ts';
import { reasonOf } from '../../../lib/errors.ts';
import { nameMaxLength } from '../../../lib/name/schema.ts';
import { fieldWords } from '../../http/failure-words.ts';
import { saveCredential } from '../proof/save-credential.ts';
import type { Conflict } from '../proof/save-failure.ts';
import { useDescribeFailure } from '../proof/use-describe-failure.ts';
import { useCredential } from './credential-context.tsx';

export type InlineField = 'name' | 'description';

const schemas = { name: nameSchema, description: descriptionSchema };
const bounds = { longest: nameMaxLength, descriptionMaxLength };

export interface InlineFailure {
  text: string;
  suggestion: string | null;
  signIn: boolean;
}

export function useInlineSave(field: InlineField) {
  const describeFailure = useDescribeFailure();
  const tProblem = useTranslations('problem');
  const { tile, latest, apply } = useCredential();
  const [editing, setEditing] = useState(false);
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<InlineFailure | null>(null);
  const [conflict, setConflict] = useState<{ mine: string; facts: Conflict } | null>(null);
  /** What stood there before the last save. */
  const [undo, setUndo] = useState<string | null>(null);
  const running = useRef(false);

  const refuse = (text: string) => setFailure({ text, suggestion: null, signIn: false });

  const save = async (value: string): Promise<void> => {
    if (running.current) return;
    const parsed = schemas[field].safeParse(value);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const code = issue ? reasonOf(issue) : parsed.error.name;
      return refuse(fieldWords(tProblem, 'credential', { field, code }, bounds));
    }
    const { id, version, [field]: before } = latest();
    setFailure(null);
    if (parsed.data === before) return setEditing(false);
    running.current = true;
    setSaving(true);
    const outcome = await saveCredential(
      { method: 'PATCH', url: `/api/credentials/${id}`, body: { [field]: parsed.data }, version },
      { signal: new AbortController().signal, onStep: () => {} },
    );
    running.current = false;
    setSaving(false);
    if (outcome.kind === 'saved') {
      setEditing(false);
      setUndo(before);
      return apply(outcome.tile);
    }
    const described = describeFailure(outcome);
    if (described?.conflict) return setConflict({ mine: parsed.data, facts: described.conflict });
    if (described) {
      const { text, suggestion, signIn } = described;
      setFailure({ text, suggestion, signIn });
    }
  };

  const open = () => {
    setFailure(null);
    setUndo(null);
    setEditing(true);
  };
  const close = () => {
    setFailure(null);
    setEditing(false);
  };
  /** Takes over what somebody else put there, and saves on top of it when `mine` is wanted all the same. */
  const settle = (useMine: boolean) => {
    if (!conflict) return;
    const { mine, facts } = conflict;
    setConflict(null);
    apply(facts.current);
    if (useMine) void save(mine);
    else setEditing(false);
  };

  return { value: tile[field], editing, saving, failure, conflict, undo, open, close, save, settle };
}
