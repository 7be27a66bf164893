'use client';
/** Add New Credential. Loaded only when somebody is about to open it. */
import { type KeyboardEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { whatsappFlowsGuide as guide } from '../../../lib/connector/whatsapp-flows.ts';
import type { Tile } from '../../../lib/credential/look/tile.ts';
import { credentialResolver, startValues } from '../field/form-values.ts';
import { keepFocusInField } from '../field/keep-focus.ts';
import { ProvenFields } from '../proof/proven-fields.tsx';
import { OverlayFoot } from '../proof/save-foot.tsx';
import { useProvenForm } from '../proof/use-proven-form.ts';
import { CredentialForm } from './credential-form.tsx';
import { GuidePanel } from './guide-panel.tsx';
import { OverlayFrame } from './overlay-frame.tsx';
import { OverlayHead } from './overlay-head.tsx';
import { OverlayQuestions, type Question } from './overlay-questions.tsx';
import { useGuide } from './use-guide.ts';

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

/** The name's field, selected, so that typing replaces the suggestion. */
function selectName(id: string): HTMLElement | null {
  const input = document.getElementById(`${id}-name`);
  if (input instanceof HTMLInputElement) input.select();
  return input;
}

/** The overlay's form, and what may be asked before it is sent unchecked or thrown away. */
function useAdding({ connector, suggestedName, onSaved, onClose }: OverlayProps) {
  const proven = useProvenForm({
    start: startValues(suggestedName),
    resolver: credentialResolver(connector.id),
    onSaved,
  });
  const { phase, isDirty, submit, stop, clear } = proven;
  const [question, setQuestion] = useState<Question | null>(null);
  const send = (unchecked: boolean) =>
    submit((input) => ({ method: 'POST', url: '/api/credentials', body: { ...input, unchecked } }));
  const leave = () => {
    if (phase.kind === 'checking') stop();
    else if (isDirty) setQuestion('discard');
    else onClose();
  };
  const answer = (asked: Question, yes: boolean) => {
    setQuestion(null);
    if (!yes) return;
    if (asked === 'unchecked') void send(true);
    else {
      clear();
      onClose();
    }
  };
  return { proven, send, leave, question, ask: setQuestion, answer };
}

export function AddCredentialOverlay(props: OverlayProps) {
  const t = useTranslations('credentialForm');
  const { proven, send, leave, question, ask, answer } = useAdding(props);
  const { id, failure, busy } = proven;
  const { lit, jump, help, follow } = useGuide(guide);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || busy || question) return;
    event.preventDefault();
    void send(false);
  };
  return (
    <OverlayFrame
      open={props.open}
      onLeave={leave}
      onClosed={props.onClosed}
      initialFocus={() => selectName(id)}
      finalFocus={props.finalFocus}
      onKeyDown={onKeyDown}
    >
      <OverlayHead connectorName={props.connector.name} onClose={leave} />
      <div className="min-h-0 flex-1 overflow-y-auto lg:contents">
        <ProvenFields
          proven={proven}
          help={help}
          onSubmit={() => void send(false)}
          onMouseDown={keepFocusInField}
          onFocus={follow}
          className="px-6 py-6 lg:overflow-y-auto"
        >
          <CredentialForm failure={failure} />
        </ProvenFields>
        <GuidePanel guide={guide} id={`${id}-guide`} lit={lit} jump={jump} />
      </div>
      <OverlayFoot
        proven={proven}
        sections={guide.sections}
        promise={t('add.promise')}
        onHelp={help}
        onTryAgain={() => send(false)}
        onUnchecked={() => ask('unchecked')}
        onCancel={leave}
      />
      <OverlayQuestions asked={question} onAnswer={answer} />
    </OverlayFrame>
  );
}
