'use client';
/** Asks before somebody loses a right: what ends with it, and what becomes of their API keys. */
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ApiKeyView } from '../../../lib/access/keys/api-key-schema.ts';
import type { KeysFate, Member } from '../../../lib/access/people/member-schema.ts';
import { Confirm } from '../../ui/dialog/confirm.tsx';
import { LeftKeys } from './left-keys.tsx';

export type Loss = 'remove' | 'disable' | 'demote' | 'demote-self';

/** What the dialog asks, and the keys that work at this moment. */
export interface LossQuestion {
  loss: Loss;
  apiKeys: ApiKeyView[];
}

export function LostRightDialog({
  member: { name, role },
  question,
  onAnswer,
}: {
  member: Member;
  question: LossQuestion | null;
  /** What becomes of the keys; null when nothing is to be changed. */
  onAnswer: (fate: KeysFate | null) => void;
}) {
  const [fate, setFate] = useState<KeysFate>('end');
  const t = useTranslations('access');
  const loss = question?.loss;
  const apiKeys = question?.apiKeys ?? [];
  return (
    <Confirm
      open={question !== null}
      title={loss ? t(`loss.${loss}.title`, { name }) : ''}
      yes={loss ? t(`loss.${loss}.yes`) : ''}
      no={t('leaveIt')}
      danger
      details={apiKeys.length > 0 && <LeftKeys apiKeys={apiKeys} fate={fate} onFate={setFate} />}
      onAnswer={(confirmed) => {
        setFate('end');
        onAnswer(confirmed ? fate : null);
      }}
    >
      {loss && t(`loss.${loss}.text`)}
      {role === 'admin' && ` ${t('loss.invitations')}`}
    </Confirm>
  );
}
