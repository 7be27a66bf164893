'use client';
/** Inviting somebody: an address and a role, then a link to hand over, shown once. */
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';
import {
  type InvitationInput,
  invitationInputSchema,
  type NewInvitation,
} from '../../lib/access/people/member-schema.ts';
import { type CallAnswer, callApi } from '../http/call.ts';
import { failureWords, fieldWords } from '../http/failure-words.ts';
import { Button } from '../ui/button.tsx';
import { MakeDialog } from '../ui/dialog/make-dialog.tsx';
import { Field, fieldIds } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { schemaResolver } from '../ui/schema-resolver.ts';
import { ShownOnce } from '../ui/shown-once.tsx';

function InviteForm({ onMade, onCancel }: { onMade: (made: NewInvitation) => void; onCancel: () => void }) {
  const t = useTranslations('access');
  const tProblem = useTranslations('problem');
  const [failure, setFailure] = useState<Exclude<CallAnswer, { kind: 'done' }> | null>(null);
  const form = useForm<z.input<typeof invitationInputSchema>, unknown, InvitationInput>({
    resolver: schemaResolver(invitationInputSchema),
    defaultValues: { email: '', role: 'member' },
  });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (input) => {
    setFailure(null);
    const answer = await callApi<NewInvitation>({ method: 'POST', url: '/api/members', body: input });
    if (answer.kind === 'done') return onMade(answer.body);
    const field =
      answer.kind === 'problem' ? answer.problem.errors?.find((each) => each.field === 'email') : null;
    if (field) form.setError('email', { type: field.code }, { shouldFocus: true });
    else setFailure(answer);
  });
  const code = errors.email?.type;
  const values = { email: form.getValues('email') };
  const error = code && fieldWords(tProblem, 'invite', { field: 'email', code }, values);
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-5">
      <Field id="invite-email" label={t('members.email')} error={error}>
        <input
          type="email"
          autoComplete="off"
          data-1p-ignore=""
          className="field-control"
          {...fieldIds('invite-email', { error })}
          {...form.register('email')}
        />
      </Field>
      <Field id="invite-role" label={t('members.role')} hint={t('members.roleHint')}>
        <select
          className="field-control"
          {...fieldIds('invite-role', { hint: true })}
          {...form.register('role')}
        >
          <option value="member">{t('members.roles.member')}</option>
          <option value="admin">{t('members.roles.admin')}</option>
        </select>
      </Field>
      {failure && <Notice tone="problem">{failureWords(tProblem, failure)}</Notice>}
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>{t('cancel')}</Button>
        <Button type="submit" variant="primary" loading={isSubmitting} disabled={isSubmitting}>
          {t('members.makeLink')}
        </Button>
      </div>
    </form>
  );
}

export function Invite() {
  const t = useTranslations('access');
  return (
    <MakeDialog<NewInvitation>
      opener={t('members.invite')}
      title={t('members.invite')}
      madeTitle={t('members.invited')}
      form={(onMade, onCancel) => <InviteForm onMade={onMade} onCancel={onCancel} />}
      result={({ email, expiresAt, link }, onClose) => (
        <ShownOnce copy={t('members.copyLink')} value={link} onClose={onClose}>
          {t.rich('members.handOver', {
            email: () => <strong className="font-medium wrap-anywhere">{email}</strong>,
            when: () => <RelativeTime iso={expiresAt} />,
          })}
        </ShownOnce>
      )}
    />
  );
}
