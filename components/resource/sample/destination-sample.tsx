'use client';
/** The call of a data destination for one record: shown first, made only on a press of its own. */
import { type RefObject, useEffect, useRef, useState } from 'react';
import { FormProvider, useForm, useWatch } from 'react-hook-form';
import type { EndpointTemplate } from '../../../lib/connector/endpoint.ts';
import type { RequestView } from '../../../lib/resource/sample/sample-view.ts';
import type { ParameterValues } from '../../../lib/resource/schema.ts';
import { Button } from '../../ui/button.tsx';
import { ParameterList } from '../endpoint/parameter-list.tsx';
import { type FieldValues, givenValues } from '../endpoint/values.ts';
import { Failure } from './failure.tsx';
import { OutcomeNotice } from './outcome-notice.tsx';
import { errorsElsewhere } from './record-errors.ts';
import { RequestBox } from './request-box.tsx';
import { SendPress } from './send-press.tsx';
import { type SampleTarget, useSample } from './use-sample.ts';

interface DestinationSampleProps {
  template: EndpointTemplate;
  /** What is set for all records. */
  parameters: ParameterValues;
  credentialId: string;
  credentialName: string;
  target: SampleTarget;
  onUsed?: () => void;
  /** Holds what was typed for the record while this is not shown. It is stored nowhere else. */
  record?: RefObject<FieldValues>;
}

interface PayloadForm {
  payload: FieldValues;
}

/** The request that was looked at, and the record that it is for: this very call is sent, and no other. */
interface Shown {
  given: ParameterValues;
  request: RequestView;
}

export function DestinationSample(props: DestinationSampleProps) {
  const { template, parameters, credentialId, credentialName, target, onUsed, record } = props;
  const open = Object.keys(template.parameters).filter((name) => parameters[name] === undefined);
  // What has been set for all records since then is no longer the record's.
  const kept = Object.entries(record?.current ?? {}).filter(([name]) => open.includes(name));
  const form = useForm<PayloadForm>({ defaultValues: { payload: Object.fromEntries(kept) } });
  useEffect(() => {
    if (!record) return;
    return () => {
      record.current = form.getValues('payload');
    };
  }, [form, record]);
  // Renders anew with each change. The values are read from the form: what was typed before the page came to life is
  // in there, and nobody was told of it.
  useWatch({ control: form.control, name: 'payload' });
  const { state, run, stop } = useSample(target, onUsed);
  const [shown, setShown] = useState<Shown | null>(null);
  const [sending, setSending] = useState(false);
  const [sent, setSent] = useState(false);
  const outcome = useRef<HTMLDivElement>(null);
  const showButton = useRef<HTMLButtonElement>(null);
  // The button that was pressed is gone; what became of it is what people want to know.
  useEffect(() => {
    if (!sent) return;
    outcome.current?.focus();
    setSent(false);
  }, [sent]);
  const current = JSON.stringify(givenValues(template, form.getValues('payload')));
  // A change of the record asks for another look.
  const fits = shown !== null && JSON.stringify(shown.given) === current;
  const failure = state.kind === 'failed' ? state.failure : null;
  const answer = state.kind === 'done' ? state.sample.answer : null;
  const preparing = state.kind === 'running' && !sending;

  const show = form.handleSubmit(async (values) => {
    if (sending) return;
    const given = givenValues(template, values.payload);
    setShown(null);
    const next = await run({ payload: given });
    if (next.kind === 'done') setShown({ given, request: next.sample.request });
    if (next.kind !== 'failed') return;
    next.failure.errors.forEach(({ field, message }, index) => {
      form.setError(field as `payload.${string}`, { message }, { shouldFocus: index === 0 });
    });
  });
  const send = async ({ given }: Shown) => {
    if (sending) return;
    setSending(true);
    await run({ payload: given, send: true });
    setSending(false);
    setSent(true);
  };
  const cancel = () => {
    stop();
    showButton.current?.focus();
  };
  const elsewhere = failure ? errorsElsewhere(template, open, failure.errors) : '';
  const told = failure && (elsewhere ? { ...failure, text: elsewhere } : failure);
  const isToldAtFields = failure !== null && failure.errors.length > 0 && elsewhere === '';
  return (
    <div className="flex min-w-0 flex-col gap-5">
      <FormProvider {...form}>
        <form onSubmit={show} noValidate className="flex flex-col gap-5">
          <ParameterList template={template} names={open} prefix="payload" credentialId={credentialId} />
          <div className="flex flex-wrap items-center gap-3">
            <Button ref={showButton} type="submit" loading={preparing}>
              Show the request
            </Button>
            {preparing && (
              <Button variant="quiet" onClick={cancel}>
                Cancel
              </Button>
            )}
          </div>
        </form>
      </FormProvider>
      <div ref={outcome} tabIndex={-1} className="rounded-control empty:hidden">
        {told && !isToldAtFields && <Failure failure={told} />}
        {answer && <OutcomeNotice answer={answer} />}
      </div>
      {fits && <RequestBox request={shown.request} />}
      {fits && !answer && !failure && (
        <SendPress
          effect={shown.request.method === 'DELETE' ? 'deletes' : template.effect}
          credentialName={credentialName}
          sending={sending}
          onPress={() => send(shown)}
        />
      )}
      <p role="status" className="sr-only">
        {preparing && 'Preparing the request.'}
        {sending && 'Sending.'}
        {state.kind === 'done' && !answer && 'The request is shown. Nothing was sent.'}
      </p>
    </div>
  );
}
