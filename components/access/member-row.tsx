'use client';
/** A person: role, whether they may sign in, and the way out. Everything counts at their next request. */
import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { useTranslations } from 'use-intl';
import type { ApiKeyView } from '../../lib/access/keys/api-key-schema.ts';
import type { KeysFate, Member, MemberChange } from '../../lib/access/people/member-schema.ts';
import { type Call, callApi } from '../http/call.ts';
import { failureWords } from '../http/failure-words.ts';
import { Button } from '../ui/button.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { forScreenReaders } from '../words/rich.tsx';
import { type Loss, type LossQuestion, LostRightDialog } from './lost-right/lost-right-dialog.tsx';

function useChange(id: string) {
  const t = useTranslations('problem');
  const router = useRouter();
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const [question, setQuestion] = useState<LossQuestion | null>(null);
  const [, startRefresh] = useTransition();
  const tell = async <Body,>(call: Call) => {
    const answer = await callApi<Body>(call);
    setProblem(answer.kind === 'done' ? '' : failureWords(t, answer));
    return answer;
  };
  const send = async (call: Call) => {
    setBusy(true);
    await tell(call);
    setBusy(false);
    // What stands there may have been changed by somebody else: then it is shown too.
    startRefresh(() => router.refresh());
  };
  const change = (body: MemberChange) => send({ method: 'PATCH', url: `/api/members/${id}`, body });
  /** Asks, with the keys of this moment: those that were made since the page was loaded count too. */
  const ask = async (loss: Loss) => {
    const url = `/api/keys?createdBy=${id}&state=active`;
    const answer = await tell<{ items: ApiKeyView[] }>({ method: 'GET', url });
    if (answer.kind !== 'done') return;
    setQuestion({ loss, apiKeys: answer.body.items });
  };
  const answer = (fate: KeysFate | null) => {
    setQuestion(null);
    if (!question || !fate) return;
    if (question.loss === 'remove') void send({ method: 'DELETE', url: `/api/members/${id}?keys=${fate}` });
    else if (question.loss === 'disable') void change({ disabled: true, keys: fate });
    else void change({ role: 'member', keys: fate });
  };
  return { problem, busy, question, change, ask, answer };
}

function Facts({ member, isSelf }: { member: Member; isSelf: boolean }) {
  const t = useTranslations('access');
  const { name, email, disabledAt, lastSeenAt } = member;
  return (
    <div className="min-w-0">
      <p className="font-medium wrap-anywhere">
        {name}
        {isSelf && <span className="ml-2 text-xs font-normal text-muted">{t('members.you')}</span>}
        {disabledAt && <span className="ml-2 text-xs font-medium text-invalid">{t('members.disabled')}</span>}
      </p>
      <p className="text-[13px] text-muted wrap-anywhere">{email}</p>
      <p className="text-[13px] text-muted">
        {lastSeenAt
          ? t.rich('members.lastSeen', { when: () => <RelativeTime iso={lastSeenAt} /> })
          : t('members.neverSeen')}
      </p>
    </div>
  );
}

export function MemberRow({ member, isSelf }: { member: Member; isSelf: boolean }) {
  const t = useTranslations('access');
  const { id, name, role, disabledAt } = member;
  const { problem, busy, question, change, ask, answer } = useChange(id);
  const changeRole = (next: Member['role']) => {
    if (next === 'admin') void change({ role: next });
    else void ask(isSelf ? 'demote-self' : 'demote');
  };
  return (
    <li className="flex flex-col gap-2 px-5 py-4 max-sm:px-4">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <Facts member={member} isSelf={isSelf} />
        <div className="flex flex-wrap items-center gap-2">
          <select
            aria-label={t('members.roleOf', { name })}
            value={role}
            disabled={busy}
            onChange={({ target }) => changeRole(target.value as Member['role'])}
            className="field-control w-auto"
          >
            <option value="admin">{t('members.roles.admin')}</option>
            <option value="member">{t('members.roles.member')}</option>
          </select>
          <Button
            disabled={busy}
            onClick={() => void (disabledAt ? change({ disabled: false }) : ask('disable'))}
          >
            {t.rich(disabledAt ? 'members.enable' : 'members.disable', { name, more: forScreenReaders })}
          </Button>
          <Button variant="quiet" disabled={busy} onClick={() => void ask('remove')}>
            {t.rich('members.remove', { name, more: forScreenReaders })}
          </Button>
        </div>
      </div>
      <p role="alert" className="text-[13px] text-invalid empty:absolute">
        {problem}
      </p>
      <LostRightDialog member={member} question={question} onAnswer={answer} />
    </li>
  );
}
