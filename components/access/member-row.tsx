'use client';
/** A person: role, whether they may sign in, and the way out. Everything counts at their next request. */
import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import type { Member, MemberChange } from '../../lib/access/people/member-schema.ts';
import { callApi, failureText } from '../http/call.ts';
import { Button } from '../ui/button.tsx';
import { Confirm } from '../ui/dialog/confirm.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';

type Question = 'remove' | 'disable' | 'demote-self';

const questions: Record<Question, { title: (name: string) => string; text: string; yes: string }> = {
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
  'demote-self': {
    title: () => 'Give up being an admin?',
    text: 'You will not see this page any more. Another admin can make you one again.',
    yes: 'Become a member',
  },
};

function useChange(id: string) {
  const router = useRouter();
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const [, startRefresh] = useTransition();
  const send = async (method: 'PATCH' | 'DELETE', body?: MemberChange) => {
    setBusy(true);
    setProblem('');
    const answer = await callApi({ method, url: `/api/members/${id}`, body });
    setBusy(false);
    if (answer.kind !== 'done') setProblem(failureText(answer));
    // What stands there may have been changed by somebody else: then it is shown too.
    startRefresh(() => router.refresh());
  };
  return { problem, busy, send };
}

function Facts({ member, isSelf }: { member: Member; isSelf: boolean }) {
  const { name, email, disabledAt, lastSeenAt } = member;
  return (
    <div className="min-w-0">
      <p className="font-medium wrap-anywhere">
        {name}
        {isSelf && <span className="ml-2 text-xs font-normal text-muted">you</span>}
        {disabledAt && <span className="ml-2 text-xs font-medium text-invalid">Disabled</span>}
      </p>
      <p className="text-[13px] text-muted wrap-anywhere">{email}</p>
      <p className="text-[13px] text-muted">
        {lastSeenAt ? (
          <>
            Last seen <RelativeTime iso={lastSeenAt} />
          </>
        ) : (
          'Not signed in'
        )}
      </p>
    </div>
  );
}

export function MemberRow({ member, isSelf }: { member: Member; isSelf: boolean }) {
  const { id, name, role, disabledAt } = member;
  const { problem, busy, send } = useChange(id);
  const [question, setQuestion] = useState<Question | null>(null);
  const asked = question && questions[question];
  const changeRole = (next: Member['role']) => {
    if (isSelf && next === 'member') setQuestion('demote-self');
    else void send('PATCH', { role: next });
  };
  const answer = (yes: boolean) => {
    setQuestion(null);
    if (!yes) return;
    if (question === 'remove') void send('DELETE');
    else void send('PATCH', question === 'disable' ? { disabled: true } : { role: 'member' });
  };
  return (
    <li className="flex flex-col gap-2 px-5 py-4 max-sm:px-4">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <Facts member={member} isSelf={isSelf} />
        <div className="flex flex-wrap items-center gap-2">
          <select
            aria-label={`Role of ${name}`}
            value={role}
            disabled={busy}
            onChange={({ target }) => changeRole(target.value as Member['role'])}
            className="field-control w-auto"
          >
            <option value="admin">Admin</option>
            <option value="member">Member</option>
          </select>
          <Button
            disabled={busy}
            onClick={() => (disabledAt ? void send('PATCH', { disabled: false }) : setQuestion('disable'))}
          >
            {disabledAt ? 'Enable' : 'Disable'}
            <span className="sr-only"> {name}</span>
          </Button>
          <Button variant="quiet" disabled={busy} onClick={() => setQuestion('remove')}>
            Remove<span className="sr-only"> {name}</span>
          </Button>
        </div>
      </div>
      <p role="alert" className="text-[13px] text-invalid empty:absolute">
        {problem}
      </p>
      <Confirm
        open={question !== null}
        title={asked?.title(name) ?? ''}
        yes={asked?.yes ?? ''}
        no="Leave it"
        danger
        onAnswer={answer}
      >
        {asked?.text}
      </Confirm>
    </li>
  );
}
