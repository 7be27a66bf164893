'use client';
/** Care for what is pasted into the form: cleaned, told, and never lost without a way back. */
import { type ClipboardEvent, useRef, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { type Cleaned, cleanId, cleanToken, inWords } from '../../../lib/credential/paste/paste.ts';
import { type RecognisedPaste, recognisePaste } from '../../../lib/credential/paste/paste-block.ts';
import type { CredentialInput } from '../../../lib/credential/schema.ts';
import { type FieldName, type FormValues, fieldLabels } from './form-values.ts';

export interface PasteNote {
  field: FieldName;
  text: string;
  undo: () => void;
}

type Form = UseFormReturn<FormValues, unknown, CredentialInput>;

const cleaners: Partial<Record<FieldName, (text: string) => Cleaned>> = {
  accessToken: cleanToken,
  wabaId: cleanId,
  appSecret: cleanToken,
};

/** At most three names, then how many more: a pasted request can have dozens of headers. */
function someOf(names: string[]): string {
  if (names.length <= 3) return inWords(names);
  return inWords([...names.slice(0, 3), `${names.length - 3} more`]);
}

function describeBlock({ what, dropped }: RecognisedPaste, filled: FieldName[]): string {
  const into = inWords(filled.map((name) => fieldLabels[name]));
  const rest = dropped.length > 0 ? ` Left out: ${someOf(dropped)}.` : '';
  return `This was ${what}. Filled in ${into}.${rest}`;
}

export function usePasteCare(form: Form) {
  const [note, setNote] = useState<PasteNote | null>(null);
  // What a person brought back by Undo is left alone.
  const kept = useRef<Partial<FormValues>>({});
  const { getValues, setValue, trigger } = form;

  const put = (values: Partial<FormValues>) => {
    const names = Object.keys(values) as FieldName[];
    for (const name of names) setValue(name, values[name] ?? '', { shouldDirty: true, shouldTouch: true });
    void trigger(names);
  };

  const tell = (field: FieldName, text: string, before: Partial<FormValues>) => {
    const undo = () => {
      kept.current = before;
      put(before);
      setNote(null);
    };
    setNote({ field, text, undo });
  };

  const takeBlock = (field: FieldName, block: RecognisedPaste) => {
    const filled = Object.keys(block.found) as FieldName[];
    const before = Object.fromEntries(filled.map((name) => [name, getValues(name)]));
    put(block.found);
    tell(field, describeBlock(block, filled), before);
  };

  const onPaste = (field: FieldName) => (event: ClipboardEvent<HTMLInputElement>) => {
    const text = event.clipboardData.getData('text/plain');
    const block = recognisePaste(text);
    if (block) {
      event.preventDefault();
      takeBlock(field, block);
      return;
    }
    const cleaned = cleaners[field]?.(text);
    if (!cleaned) return;
    if (cleaned.removed.length === 0) {
      // The browser pastes, so that its own undo goes on to work; the field is judged right after.
      setNote(null);
      setTimeout(() => void trigger(field));
      return;
    }
    event.preventDefault();
    const input = event.currentTarget;
    const [from, to] = [input.selectionStart ?? 0, input.selectionEnd ?? input.value.length];
    const asPasted = input.value.slice(0, from) + text.replace(/[\r\n]/g, '') + input.value.slice(to);
    input.setRangeText(cleaned.value, from, to, 'end');
    put({ [field]: input.value });
    tell(field, `Removed ${inWords(cleaned.removed)}.`, { [field]: asPasted });
  };

  /** Text that came by another way, such as dragging, is cleaned when the field is left. */
  const onLeave = (field: FieldName) => {
    const value = getValues(field);
    const cleaned = cleaners[field]?.(value);
    if (!cleaned || cleaned.removed.length === 0 || kept.current[field] === value) return;
    put({ [field]: cleaned.value });
    tell(field, `Removed ${inWords(cleaned.removed)}.`, { [field]: value });
  };

  const clearNote = () => setNote(null);
  return { note, clearNote, onPaste, onLeave, put };
}

export type PasteCare = ReturnType<typeof usePasteCare>;
