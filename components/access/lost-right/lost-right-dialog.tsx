'use client';
/** Asks before somebody loses a right: what ends with it, and what becomes of their API keys. */
import { useState } from 'react';
import type { ApiKeyView } from '../../../lib/access/keys/api-key-schema.ts';
import type { KeysFate, Member } from '../../../lib/access/people/member-schema.ts';
import { Confirm } from '../../ui/dialog/confirm.tsx';
import { LeftKeys } from './left-keys.tsx';

export type Loss = 'remove' | 'disable' | 'demote' | 'demote-self';

const words: Record<Loss, { title: (name: string) => string; text: string; yes: string }> = {
  remove: {
    title: (name) => `Remove ${name}?`,
    text: 'They are signed out at once and have no account any more. What they made stays, with their name.',
    yes: 'Remove',
  },
  disable: {
    title: (name) => `Disable ${name}?`,
    text: 'They are signed out at once and can not sign in until somebody enables them again.',
    yes: 'Disable',
  },
  demote: {
    title: (name) => `Make ${name} a member?`,
    text: 'At once, they can not do any more what only admins do.',
    yes: 'Make a member',
  },
  'demote-self': {
    title: () => 'Give up being an admin?',
    text: 'You will not see this page any more. Another admin can make you one again.',
    yes: 'Become a member',
  },
};

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
  const asked = question && words[question.loss];
  const apiKeys = question?.apiKeys ?? [];
  return (
    <Confirm
      open={question !== null}
      title={asked?.title(name) ?? ''}
      yes={asked?.yes ?? ''}
      no="Leave it"
      danger
      details={apiKeys.length > 0 && <LeftKeys apiKeys={apiKeys} fate={fate} onFate={setFate} />}
      onAnswer={(confirmed) => {
        setFate('end');
        onAnswer(confirmed ? fate : null);
      }}
    >
      {asked?.text}
      {role === 'admin' && ' Open invitations that they made are void.'}
    </Confirm>
  );
}
