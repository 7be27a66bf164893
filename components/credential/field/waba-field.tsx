'use client';
/** The id of the WhatsApp Business Account. */
import { useTranslations } from 'use-intl';
import { useCredentialForm } from './form-context.tsx';
import { FormField, useControl } from './form-field.tsx';
import { MoveOffer } from './move-offer.tsx';

export function WabaField() {
  const t = useTranslations('credentialForm');
  const { form } = useCredentialForm();
  const { onChange, ...control } = useControl('wabaId');
  return (
    <FormField name="wabaId" markGood hint={t('hints.wabaId')} after={<MoveOffer name="wabaId" />}>
      <input
        {...control}
        onChange={async (event) => {
          await onChange(event);
          // A letter in an id can only be a mistake: said at once, not when the field is left.
          if (/[^\d\s]/.test(event.target.value)) await form.trigger('wabaId');
        }}
        inputMode="numeric"
        autoComplete="off"
        data-1p-ignore=""
        data-lpignore="true"
        spellCheck={false}
        className="field-control tabular-nums"
      />
    </FormField>
  );
}
