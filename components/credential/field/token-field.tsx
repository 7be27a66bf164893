'use client';
/** The access token: hidden, cleaned, looked at for the usual mistakes. */
import { useWatch } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { type TokenDoubt, tokenDoubt, usualTokenLength } from '../../../lib/credential/paste/paste.ts';
import { Notice } from '../../ui/notice.tsx';
import { useCredentialForm } from './form-context.tsx';
import { MoveOffer } from './move-offer.tsx';
import { SecretField } from './secret-field.tsx';

export function TokenField() {
  const t = useTranslations('credentialForm');
  const { form } = useCredentialForm();
  const token = useWatch({ control: form.control, name: 'accessToken' });
  const { errors, touchedFields } = form.formState;
  const doubt: TokenDoubt | null =
    touchedFields.accessToken && !errors.accessToken ? tokenDoubt(token) : null;
  return (
    <SecretField
      name="accessToken"
      hint={t('hints.accessToken')}
      after={
        <>
          <MoveOffer name="accessToken" />
          {doubt && (
            <Notice tone="warning">
              {t(`unusual.${doubt}`, { usual: usualTokenLength, length: token.length })}
            </Notice>
          )}
        </>
      }
    />
  );
}
