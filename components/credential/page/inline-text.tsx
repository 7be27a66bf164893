'use client';
/** The name or the description, edited where it stands: saved on leaving, told, and taken back with Undo. */
import { Pencil } from 'lucide-react';
import { type FocusEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button, longButton } from '../../ui/button.tsx';
import { SignInAgain } from '../proof/sign-in-again.tsx';
import { ConflictDialog } from './change/conflict-dialog.tsx';
import { useCredential } from './credential-context.tsx';
import { type InlineFailure, type InlineField, useInlineSave } from './use-inline-save.ts';

/** As long as a press takes, in milliseconds. */
const clickMs = 200;

type Inline = ReturnType<typeof useInlineSave>;

function Failure({
  id,
  failure,
  onTake,
  onAgain,
}: {
  id: string;
  failure: InlineFailure;
  onTake: (name: string) => void;
  onAgain: () => void;
}) {
  const t = useTranslations('credentialPage');
  const { text, suggestion, signIn } = failure;
  return (
    <div className="flex flex-col items-start gap-2">
      <p id={id} role="alert" className="text-xs leading-relaxed font-medium text-invalid">
        {text}
      </p>
      {suggestion && (
        <Button className={longButton} onClick={() => onTake(suggestion)}>
          {t('inline.use', { name: suggestion })}
        </Button>
      )}
      {signIn && <SignInAgain onSignedIn={onAgain} />}
    </div>
  );
}

function Editor({ field, inline }: { field: InlineField; inline: Inline }) {
  const t = useTranslations('credentialPage');
  const id = useId();
  const { value, saving, failure, save, close } = inline;
  const [text, setText] = useState(value);
  const box = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  useEffect(() => {
    box.current?.focus();
    box.current?.select();
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && (field === 'name' || event.ctrlKey || event.metaKey)) void save(text);
    else return;
    event.preventDefault();
  };
  // Closing moves what stands below: a button that is being pressed must get its click first.
  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(leaving.current), []);
  const onBlur = ({ relatedTarget, currentTarget }: FocusEvent) => {
    if (!currentTarget.contains(relatedTarget)) leaving.current = setTimeout(() => void save(text), clickMs);
  };
  const shared = {
    ref: box,
    id,
    value: text,
    readOnly: saving,
    onChange: ({ target }: { target: { value: string } }) => setText(target.value),
    'aria-label': t(`fields.${field}`),
    'aria-invalid': failure ? (true as const) : undefined,
    'aria-describedby': failure ? `${id}-error` : `${id}-keys`,
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears the keys of the field inside
    <div
      onBlur={onBlur}
      onFocus={() => clearTimeout(leaving.current)}
      onKeyDown={onKeyDown}
      className="flex w-full max-w-[640px] flex-col gap-2"
    >
      {field === 'name' ? (
        <input {...shared} autoComplete="off" data-1p-ignore="" className="field-control font-semibold" />
      ) : (
        <textarea {...shared} rows={3} className="field-control field-sizing-content max-h-60" />
      )}
      {failure ? (
        <Failure
          id={`${id}-error`}
          failure={failure}
          onTake={(name) => {
            setText(name);
            void save(name);
          }}
          onAgain={() => save(text)}
        />
      ) : (
        <p id={`${id}-keys`} className="text-xs text-muted">
          {t(saving ? 'inline.saving' : 'inline.hint')}
        </p>
      )}
    </div>
  );
}

function View({ field, inline }: { field: InlineField; inline: Inline }) {
  const t = useTranslations('credentialPage');
  const { isAdmin } = useCredential();
  const { value, open } = inline;
  const button = useRef<HTMLButtonElement>(null);
  return (
    <div className="flex items-start gap-1">
      {field === 'name' ? (
        <h1 className="text-2xl font-semibold tracking-tight wrap-anywhere" translate="no">
          {value}
        </h1>
      ) : (
        <p
          translate={value ? 'no' : undefined}
          className={`max-w-[80ch] leading-relaxed wrap-anywhere whitespace-pre-wrap ${value ? '' : 'text-muted'}`}
        >
          {value || t(isAdmin ? 'inline.noDescriptionYet' : 'inline.noDescription')}
        </p>
      )}
      {isAdmin && (
        <button
          ref={button}
          type="button"
          onClick={open}
          aria-label={t(`inline.edit.${field}`)}
          title={t(`inline.edit.${field}`)}
          className={`grid size-8 shrink-0 place-items-center rounded-control text-muted hover:bg-sunken hover:text-ink pointer-coarse:size-11 ${field === 'name' ? '' : '-mt-1'}`}
        >
          <Pencil aria-hidden="true" className="size-4" />
        </button>
      )}
    </div>
  );
}

export function InlineText({ field }: { field: InlineField }) {
  const t = useTranslations('credentialPage');
  const inline = useInlineSave(field);
  const { editing, undo, saving, conflict, save, settle } = inline;
  return (
    <div className="flex flex-col items-start gap-1">
      {editing ? <Editor field={field} inline={inline} /> : <View field={field} inline={inline} />}
      <p role="status" className="text-xs text-valid">
        {!editing && undo !== null && (
          <>
            {t(saving ? 'inline.saving' : 'inline.saved')}{' '}
            <button
              type="button"
              onClick={() => save(undo)}
              className="min-h-6 rounded-sm px-1 font-medium text-accent underline underline-offset-2"
            >
              {t('inline.undo')}
            </button>
          </>
        )}
      </p>
      <ConflictDialog
        conflict={conflict?.facts ?? null}
        rows={conflict ? [{ field, mine: conflict.mine, theirs: conflict.facts.current[field] }] : []}
        onMine={() => settle(true)}
        onTheirs={() => settle(false)}
      />
    </div>
  );
}
