'use client';
/** The access token: hidden, cleaned, looked at for the usual mistakes. */
import { useWatch } from 'react-hook-form';
import { tokenHint } from '../../../lib/credential/paste/paste.ts';
import { Notice } from '../../ui/notice.tsx';
import { useFormWorld } from './form-context.tsx';
import { MoveOffer } from './move-offer.tsx';
import { SecretField } from './secret-field.tsx';

export function TokenField() {
  const { form } = useFormWorld();
  const token = useWatch({ control: form.control, name: 'accessToken' });
  const { errors, touchedFields } = form.formState;
  const hint = touchedFields.accessToken && !errors.accessToken ? tokenHint(token) : null;
  return (
    <SecretField
      name="accessToken"
      hint="The token that Meta generated, with the permissions for WhatsApp. It is sealed before it is stored, and nobody sees it again."
      after={
        <>
          <MoveOffer name="accessToken" />
          {hint && <Notice tone="warning">{hint}</Notice>}
        </>
      }
    />
  );
}
