'use client';
/** The call of a data destination for one record: shown first, made only on a press of its own. */
import { useRef, useState } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import type { Effect, EndpointTemplate } from '../../../lib/connector/endpoint.ts';
import type { ParameterValues } from '../../../lib/resource/schema.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ParameterList } from '../endpoint/parameter-list.tsx';
import { type FieldValues, givenValues } from '../endpoint/values.ts';
import { AnswerFacts } from './answer-view.tsx';
import { CodeBox } from './code-box.tsx';
import { Failure } from './failure.tsx';
import { RequestBox } from './request-box.tsx';
import { type SampleTarget, useSample } from './use-sample.ts';

const sendWords: Record<Effect, { button: string; warning: string }> = {
  reads: { button: 'Make this call', warning: 'It only reads.' },
  changes: { button: 'Make this call once', warning: 'It changes something at Meta.' },
  sends: { button: 'Send this once', warning: 'It reaches a person, and Meta may charge for it.' },
  deletes: { button: 'Do this once, for good', warning: 'It can’t be undone.' },
};

interface DestinationSampleProps {
  template: EndpointTemplate;
  /** What is set for all records. */
  parameters: ParameterValues;
  credentialId: string;
  credentialName: string;
  target: SampleTarget;
  onUsed?: () => void;
}

interface PayloadForm {
  payload: FieldValues;
}

export function DestinationSample(props: DestinationSampleProps) {
  const { template, parameters, credentialId, credentialName, target, onUsed } = props;
  const form = useForm<PayloadForm>({ defaultValues: { payload: {} } });
  const { state, run, stop } = useSample(target, onUsed);
  // The request that is shown is the one that is sent: a change of the record asks for another look.
  const shown = useRef<ParameterValues | null>(null);
  const [sending, setSending] = useState(false);
  const open = Object.keys(template.parameters).filter((name) => parameters[name] === undefined);
  const failure = state.kind === 'failed' ? state.failure : null;
  const request = state.kind === 'done' ? state.sample.request : failure?.request;
  const answer = state.kind === 'done' ? state.sample.answer : null;

  const show = form.handleSubmit(async ({ payload }) => {
    const given = givenValues(template, payload);
    shown.current = given;
    setSending(false);
    const next = await run({ payload: given });
    if (next.kind !== 'failed') return;
    next.failure.errors.forEach(({ field, message }, index) => {
      form.setError(field as `payload.${string}`, { message }, { shouldFocus: index === 0 });
    });
  });
  const send = async () => {
    if (!shown.current) return;
    setSending(true);
    await run({ payload: shown.current, send: true });
  };
  const ofFields = failure?.errors.some(({ field }) => field.startsWith('payload.'));
  const { button, warning } = sendWords[template.effect];
  return (
    <div className="flex min-w-0 flex-col gap-5">
      <FormProvider {...form}>
        <form onSubmit={show} onChange={stop} noValidate className="flex flex-col gap-5">
          <ParameterList template={template} names={open} prefix="payload" credentialId={credentialId} />
          <div className="flex flex-wrap items-center gap-3">
            <Button type="submit" loading={state.kind === 'running' && !sending}>
              Show the request
            </Button>
            {state.kind === 'running' && (
              <Button variant="quiet" onClick={stop}>
                Cancel
              </Button>
            )}
          </div>
        </form>
      </FormProvider>
      {failure && !ofFields && <Failure failure={failure} />}
      {answer && (
        <Notice tone="success" title="Meta took it">
          <AnswerFacts answer={answer} />
          <div className="mt-3">
            <CodeBox label="The answer, without tokens" text={JSON.stringify(answer.body, null, 2)} />
          </div>
        </Notice>
      )}
      {request && <RequestBox request={request} />}
      {state.kind === 'done' && !answer && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-control border border-line bg-sunken px-4 py-3">
          <p className="min-w-0 flex-1 basis-60 text-sm leading-relaxed wrap-anywhere">
            Nothing was sent. Pressing makes this very call with {credentialName}. {warning}
          </p>
          <Button variant={template.effect === 'deletes' ? 'danger' : 'secondary'} onClick={send}>
            {button}
          </Button>
        </div>
      )}
      <p role="status" className="sr-only">
        {state.kind === 'running' && (sending ? 'Sending.' : 'Preparing the request.')}
        {state.kind === 'done' && !answer && 'The request is shown. Nothing was sent.'}
      </p>
    </div>
  );
}
