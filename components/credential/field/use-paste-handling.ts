'use client';
/** Care for what is pasted into the form: cleaned, told, and never lost without a way back. */
import { type ClipboardEvent, type DragEvent, useRef, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import type { PasteChoice, PastedFields } from '../../../lib/credential/paste/choose.ts';
import {
  type Cleaned,
  cleanId,
  cleanToken,
  inWords,
  wholeness,
} from '../../../lib/credential/paste/paste.ts';
import {
  blockMaxLength,
  type RecognisedPaste,
  recognisePaste,
  whyNothing,
} from '../../../lib/credential/paste/paste-block.ts';
import type { CredentialInput } from '../../../lib/credential/schema.ts';
import type { Words } from '../../../lib/words/words.ts';
import { type FieldName, type FormValues, fieldNames } from './form-values.ts';

type Way = 'undo' | 'useNone' | 'allTheSame';

export interface PasteNote {
  field: FieldName;
  text: string;
  /** The way back, or on. */
  action: { word: Way; run: () => void };
  /** What the person has to choose among. */
  choices: { choice: PasteChoice; take: () => void }[];
}

type Form = UseFormReturn<FormValues, unknown, CredentialInput>;
type Pasted = { found: PastedFields; dropped: string[] };

const cleaners: Partial<Record<FieldName, (text: string) => Cleaned>> = {
  accessToken: cleanToken,
  wabaId: cleanId,
  appSecret: cleanToken,
};

const leftOut = (names: string[]): string => (names.length > 0 ? ` Left out: ${inWords(names)}.` : '');

function describeBlock(
  t: Words<'credentialForm'>,
  what: string,
  filled: FieldName[],
  dropped: string[],
): string {
  const into = inWords(filled.map((name) => t(`labels.${name}`)));
  return `This was ${what}. Filled in ${into}.${leftOut(dropped)}`;
}

function describeChoices({ what, choices, dropped }: RecognisedPaste): string {
  const [first] = choices;
  if (choices.length > 1)
    return `This was ${what} with ${choices.length} tokens to choose from.${leftOut(dropped)}`;
  return `This was ${what}. Its only token is ${first?.off}, so nothing was filled in.`;
}

/** What a form has a field for; the rest is left out by the name of its field. */
function forFields(
  t: Words<'credentialForm'>,
  { found, dropped }: Pasted,
  fields: readonly FieldName[],
): Pasted {
  const taken: PastedFields = {};
  const others: string[] = [];
  for (const name of fieldNames) {
    if (name === 'name' || name === 'description' || found[name] === undefined) continue;
    if (fields.includes(name)) taken[name] = found[name];
    else others.push(t(`labels.${name}`));
  }
  return { found: taken, dropped: [...others, ...dropped] };
}

const isEmpty = ({ found }: Pasted): boolean => Object.keys(found).length === 0;
const asOneLine = (text: string): string => text.trim().replace(/\s*[\r\n]+\s*/g, ' ');

/** `fields`: those that the form has. */
export function usePasteHandling(form: Form, fields: readonly FieldName[]) {
  const t = useTranslations('credentialForm');
  const [note, setNote] = useState<PasteNote | null>(null);
  // What a person brought back by Undo is left alone.
  const kept = useRef<Partial<FormValues>>({});
  const { getValues, setValue, trigger } = form;

  const put = (values: Partial<FormValues>) => {
    const names = Object.keys(values) as FieldName[];
    for (const name of names) setValue(name, values[name] ?? '', { shouldDirty: true, shouldTouch: true });
    void trigger(names);
  };

  const tell = (field: FieldName, text: string, before: Partial<FormValues>, way: Way = 'undo') => {
    const run = () => {
      kept.current = before;
      put(before);
      setNote(null);
    };
    setNote({ field, text, action: { word: way, run }, choices: [] });
  };

  const fill = (field: FieldName, what: string, { found, dropped }: Pasted) => {
    const filled = Object.keys(found) as FieldName[];
    const before = Object.fromEntries(filled.map((name) => [name, getValues(name)]));
    put(found);
    tell(field, describeBlock(t, what, filled, dropped), before);
  };

  const ask = (field: FieldName, block: RecognisedPaste) => {
    const choices = block.choices.map((choice) => ({
      choice,
      take: () => {
        fill(field, block.what, forFields(t, choice, fields));
        form.setFocus(field);
      },
    }));
    const run = () => {
      setNote(null);
      form.setFocus(field);
    };
    setNote({ field, text: describeChoices(block), action: { word: 'useNone', run }, choices });
  };

  /** A text of several values: its own go to their fields, and what is none of them is put nowhere. */
  const takeSeveral = (field: FieldName, text: string): boolean => {
    const block = recognisePaste(text);
    if (block?.choices.some((choice) => !isEmpty(forFields(t, choice, fields)))) {
      ask(field, block);
      return true;
    }
    const own = block && forFields(t, block, fields);
    if (own && !isEmpty(own)) {
      fill(field, block.what, own);
      return true;
    }
    const isOne = wholeness(text) === 'one' && text.length <= blockMaxLength;
    if (!cleaners[field] || isOne) return false;
    tell(field, whyNothing(text), { [field]: asOneLine(text) }, 'allTheSame');
    return true;
  };

  const onPaste = (field: FieldName) => (event: ClipboardEvent<HTMLInputElement>) => {
    const text = event.clipboardData.getData('text/plain');
    if (takeSeveral(field, text)) {
      event.preventDefault();
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

  /** A field takes the line breaks out of what is dropped on it, and so would put its lines together. */
  const onDrop = (field: FieldName) => (event: DragEvent<HTMLInputElement>) => {
    if (takeSeveral(field, event.dataTransfer.getData('text/plain'))) event.preventDefault();
  };

  /** Text that came by another way, such as typing, is cleaned when the field is left. */
  const onLeave = (field: FieldName) => {
    const value = getValues(field);
    const cleaned = cleaners[field]?.(value);
    if (!cleaned || kept.current[field] === value || wholeness(value) !== 'one') return;
    if (cleaned.removed.length === 0) return;
    put({ [field]: cleaned.value });
    tell(field, `Removed ${inWords(cleaned.removed)}.`, { [field]: value });
  };

  return { note, clearNote: () => setNote(null), onPaste, onDrop, onLeave, put };
}

export type PasteHandling = ReturnType<typeof usePasteHandling>;
