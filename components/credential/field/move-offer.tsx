'use client';
/** Offers to put right a token and an id that were pasted into each other's fields. */
import { useWatch } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { looksLikeId, looksLikeToken } from '../../../lib/credential/paste/paste.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useCredentialForm } from './form-context.tsx';

const pairs = {
  accessToken: { target: 'wabaId', isMisplaced: looksLikeId, fitsHere: looksLikeToken },
  wabaId: { target: 'accessToken', isMisplaced: looksLikeToken, fitsHere: looksLikeId },
} as const;

export function MoveOffer({ name }: { name: keyof typeof pairs }) {
  const t = useTranslations('credentialForm');
  const { form, pasting } = useCredentialForm();
  const { target, isMisplaced, fitsHere } = pairs[name];
  const [value, other] = useWatch({ control: form.control, name: [name, target] });
  if (!isMisplaced(value)) return null;
  // What the other field holds comes here if it belongs here; a swapped pair is put right in one go.
  const move = () => {
    pasting.put({ [target]: value, [name]: fitsHere(other) ? other : '' });
    form.setFocus(target);
  };
  return (
    <Notice tone="warning">
      <span className="flex flex-wrap items-center justify-between gap-2">
        {t(`paste.swapped.${name}`)}
        <Button onClick={move}>{t('paste.swapped.moveTo', { field: t(`labels.${target}`) })}</Button>
      </span>
    </Notice>
  );
}
