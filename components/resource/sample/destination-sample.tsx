'use client';
/** The call of a data destination for one record: shown first, made only on a press of its own. */
import { type RefObject, useEffect, useRef } from 'react';
import { FormProvider } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import type { EndpointTemplate } from '../../../lib/connector/endpoint.ts';
import type { ParameterValues } from '../../../lib/resource/schema.ts';
import { Button } from '../../ui/button.tsx';
import { ParameterList } from '../endpoint/parameter-list.tsx';
import { type FieldValues, givenValues } from '../endpoint/values.ts';
import { Failure } from './failure.tsx';
import { OutcomeNotice } from './outcome-notice.tsx';
import { errorsElsewhere } from './record-errors.ts';
import { RequestBox } from './request-box.tsx';
import { SendPress } from './send-press.tsx';
import { useDestinationCall } from './use-destination-call.ts';
import { useRecord } from './use-record.ts';
import type { SampleTarget } from './use-sample.ts';

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

function ShowButtons({ preparing, onStop }: { preparing: boolean; onStop: () => void }) {
  const t = useTranslations('sample');
  const showButton = useRef<HTMLButtonElement>(null);
  const cancel = () => {
    onStop();
    showButton.current?.focus();
  };
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button ref={showButton} type="submit" loading={preparing}>
        {t('destination.show')}
      </Button>
      {preparing && (
        <Button variant="quiet" onClick={cancel}>
          {t('cancel')}
        </Button>
      )}
    </div>
  );
}

/** What became of the call, but for what is told at the fields. */
function Became({ call, elsewhere }: { call: ReturnType<typeof useDestinationCall>; elsewhere: string }) {
  const { failure, answer, sent, markTold } = call;
  const place = useRef<HTMLDivElement>(null);
  // The button that was pressed is gone; what became of it is what people want to know.
  useEffect(() => {
    if (!sent) return;
    place.current?.focus();
    markTold();
  }, [sent, markTold]);
  const told = failure && (elsewhere ? { ...failure, text: elsewhere } : failure);
  const isToldAtFields = failure !== null && failure.errors.length > 0 && elsewhere === '';
  return (
    <div ref={place} tabIndex={-1} className="rounded-control empty:hidden">
      {told && !isToldAtFields && <Failure failure={told} />}
      {answer && <OutcomeNotice answer={answer} />}
    </div>
  );
}

export function DestinationSample(props: DestinationSampleProps) {
  const t = useTranslations('sample');
  const { template, credentialId, credentialName, target, onUsed } = props;
  const { form, open, given, showErrors } = useRecord(props);
  const call = useDestinationCall({ target, onUsed, given, onErrors: showErrors });
  const { preparing, sending, request, warnings, failure, answer } = call;
  const show = form.handleSubmit(({ payload }) => call.show(givenValues(template, payload)));
  return (
    <div className="flex min-w-0 flex-col gap-5">
      <FormProvider {...form}>
        <form onSubmit={show} noValidate className="flex flex-col gap-5">
          <ParameterList template={template} names={open} prefix="payload" credentialId={credentialId} />
          <ShowButtons preparing={preparing} onStop={call.stop} />
        </form>
      </FormProvider>
      <Became call={call} elsewhere={failure ? errorsElsewhere(t, template, open, failure.errors) : ''} />
      {request && <RequestBox request={request} />}
      {request && !answer && !failure && (
        <SendPress
          effect={request.method === 'DELETE' ? 'deletes' : template.effect}
          cautions={template.caution ? [template.caution, ...warnings] : warnings}
          credentialName={credentialName}
          sending={sending}
          onPress={call.send}
        />
      )}
      <p role="status" className="sr-only">
        {preparing && t('destination.preparing')}
        {sending && t('destination.sending')}
        {call.isOnlyShown && t('destination.onlyShown')}
      </p>
    </div>
  );
}
