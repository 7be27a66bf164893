'use client';
/** Add New Credential. Loaded only when somebody is about to open it. */
import { Dialog } from '@base-ui/react/dialog';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { whatsappFlowsGuide as guide } from '../../../lib/connector/whatsapp-flows.ts';
import type { Tile } from '../../../lib/credential/look/tile.ts';
import type { CredentialInput } from '../../../lib/credential/schema.ts';
import { FormWorldProvider } from '../field/form-context.tsx';
import {
  credentialResolver,
  type FormValues,
  fieldNames,
  isFieldName,
  startValues,
} from '../field/form-values.ts';
import { keepFocusInField } from '../field/keep-focus.ts';
import { usePasteCare } from '../field/use-paste-care.ts';
import { OverlayFoot } from '../proof/save-foot.tsx';
import { useSave } from '../proof/use-save.ts';
import { CredentialForm } from './credential-form.tsx';
import type { GuideJump } from './guide.tsx';
import { GuidePanel } from './guide-panel.tsx';
import { OverlayHead } from './overlay-head.tsx';
import { OverlayQuestions, type Question } from './overlay-questions.tsx';

export interface OverlayProps {
  connector: { id: string; name: string };
  suggestedName: string;
  open: boolean;
  /** Called once, with the new tile; the page closes the overlay when it shows it. */
  onSaved: (tile: Tile) => void;
  onClose: () => void;
  /** After the overlay has left the page. */
  onClosed: () => void;
  /** Where the focus goes on closing; null: back to where it was. */
  finalFocus: () => HTMLElement | null;
}

export function AddCredentialOverlay(props: OverlayProps) {
  const { connector, suggestedName, open } = props;
  const id = useId();
  const form = useForm<FormValues, unknown, CredentialInput>({
    defaultValues: startValues(suggestedName),
    resolver: credentialResolver(connector.id),
    mode: 'onTouched',
    shouldFocusError: false,
  });
  const { isDirty } = form.formState;
  const care = usePasteCare(form);
  const [lit, setLit] = useState<string | null>(null);
  const [jump, setJump] = useState<GuideJump | null>(null);
  const [question, setQuestion] = useState<Question | null>(null);
  const saveButton = useRef<HTMLButtonElement>(null);
  const checkingButton = useRef<HTMLButtonElement>(null);
  const { phase, save, stop } = useSave({
    onSaved: (tile) => {
      // The secrets have done their work here.
      form.reset(startValues(suggestedName));
      props.onSaved(tile);
    },
    onFailed: ({ fields }) => {
      for (const { field, message } of fields) form.setError(field, { type: 'server', message });
    },
  });
  const busy = phase.kind !== 'editing';

  const focusFirstWrong = () => {
    // After the advanced group has had the time to open.
    setTimeout(() => {
      const wrong = fieldNames.find((name) => form.getFieldState(name).invalid);
      if (wrong) form.setFocus(wrong);
      else document.getElementById(`${id}-banner`)?.focus();
    });
  };
  const submit = (unchecked: boolean) =>
    form.handleSubmit(
      (input) => save({ method: 'POST', url: '/api/credentials', body: { ...input, unchecked } }),
      focusFirstWrong,
    )();

  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus follows the phase and nothing else
  useEffect(() => {
    if (phase.kind === 'checking') checkingButton.current?.focus();
    else if (phase.kind === 'editing' && phase.failure) focusFirstWrong();
    else if (phase.kind === 'editing' && phase.stopped) saveButton.current?.focus();
  }, [phase.kind]);

  useEffect(() => {
    if (!isDirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isDirty]);

  const help = (section: string) => {
    setLit(section);
    setJump((last) => ({ section, count: (last?.count ?? 0) + 1 }));
  };
  // Selected, so that typing replaces the suggestion.
  const selectName = () => {
    const input = document.getElementById(`${id}-name`);
    if (input instanceof HTMLInputElement) input.select();
    return input;
  };
  const leave = () => {
    if (phase.kind === 'checking') stop();
    else if (isDirty) setQuestion('discard');
    else props.onClose();
  };
  const answer = (asked: Question, yes: boolean) => {
    setQuestion(null);
    if (!yes) return;
    if (asked === 'unchecked') void submit(true);
    else {
      form.reset(startValues(suggestedName));
      props.onClose();
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || busy || question) return;
    event.preventDefault();
    void submit(false);
  };

  return (
    <Dialog.Root
      open={open}
      disablePointerDismissal
      onOpenChange={(stays) => !stays && leave()}
      onOpenChangeComplete={(stays) => !stays && props.onClosed()}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/40 transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup
          initialFocus={(by) => (by === 'touch' ? true : selectName())}
          finalFocus={() => props.finalFocus() ?? true}
          onKeyDown={onKeyDown}
          className="fixed inset-0 z-40 flex flex-col bg-raised shadow-overlay transition-[opacity,translate] duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0 sm:inset-x-[max(24px,calc(50vw-320px))] sm:inset-y-6 sm:overflow-hidden sm:rounded-card sm:border sm:border-line lg:inset-y-0 lg:right-0 lg:left-auto lg:grid lg:w-[920px] lg:grid-cols-[520px_1fr] lg:grid-rows-[auto_1fr_auto] lg:rounded-r-none lg:border-y-0 lg:border-r-0 lg:data-ending-style:translate-x-6 lg:data-starting-style:translate-x-6"
        >
          <OverlayHead connectorName={connector.name} onClose={leave} />
          <div className="min-h-0 flex-1 overflow-y-auto lg:contents">
            <form
              id={`${id}-form`}
              noValidate
              inert={busy}
              aria-busy={busy}
              onSubmit={(event) => {
                event.preventDefault();
                void submit(false);
              }}
              onMouseDown={keepFocusInField}
              onFocus={({ target }) => {
                const name = 'name' in target ? String(target.name) : '';
                if (isFieldName(name)) setLit(guide.sectionOf[name] ?? null);
              }}
              className="px-6 py-6 transition-opacity inert:opacity-60 lg:overflow-y-auto"
            >
              <FormWorldProvider value={{ form, care, id, busy, help }}>
                <CredentialForm failure={phase.kind === 'editing' ? phase.failure : null} />
              </FormWorldProvider>
            </form>
            <GuidePanel guide={guide} id={`${id}-guide`} lit={lit} jump={jump} />
          </div>
          <OverlayFoot
            phase={phase}
            formId={`${id}-form`}
            bannerId={`${id}-banner`}
            sections={guide.sections}
            saveButton={saveButton}
            checkingButton={checkingButton}
            promise="Checked with Meta, then sealed."
            onHelp={help}
            onTryAgain={() => submit(false)}
            onUnchecked={() => setQuestion('unchecked')}
            onCancel={leave}
            onStop={stop}
          />
          <OverlayQuestions asked={question} onAnswer={answer} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
